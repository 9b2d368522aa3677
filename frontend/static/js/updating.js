// The worker comes after drafts are back in their fields. A new one is asked for each hour and waits until somebody says so;
// nothing reloads by itself.
let asked = false;
const offer = (worker) => {
  const banner = document.getElementById("update");
  if (!banner || !navigator.serviceWorker.controller) return;
  banner.hidden = false;
  banner.querySelector("button").onclick = ({ currentTarget }) => {
    asked = true;
    currentTarget.disabled = true;
    banner.querySelector("p").textContent = Casa.words("updating");
    worker.postMessage("skip-waiting");
  };
};
const watch = (it) => {
  if (it.waiting) offer(it.waiting);
  // A page on its way while the worker began to serve was passed over.
  if (!navigator.serviceWorker.controller) it.active?.postMessage("");
  it.addEventListener("updatefound", () => {
    const { installing } = it;
    installing?.addEventListener("statechange", () => { if (installing.state === "installed") offer(installing); });
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) it.update().catch(() => {}); });
  setInterval(() => it.update().catch(() => {}), 3_600_000);
  new BroadcastChannel("casa").addEventListener("message", ({ data }) => {
    if (data.type === "build" && data.build !== Casa.build) it.update().catch(() => {});
  });
};
if ("serviceWorker" in navigator && Casa.ok) {
  navigator.serviceWorker.addEventListener("controllerchange", () => { if (asked) location.reload(); });
  Casa.restored.then(() => navigator.serviceWorker.register("/sw.js")).then(watch).catch(() => {});
}
