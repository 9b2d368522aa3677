// This phone's notices: the browser is asked only when somebody wants them here; on every visit the house hears where to send.
const place = document.getElementById("notices"), token = () => JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}")["x-csrftoken"] ?? "";
const send = async (subscription, url) => {
  const { endpoint, keys } = subscription.toJSON();
  const body = new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth });
  return (await fetch(url, { method: "POST", body, headers: { "x-csrftoken": token() } })).ok;
};
const worker = async () => (await navigator.serviceWorker.ready).pushManager;
const again = async () => {
  const subscription = await (await worker()).getSubscription();
  if (subscription && Casa.user) await send(subscription, "/profilo/avvisi/telefono");
};
const show = (name) => { for (const it of place.querySelectorAll("[data-notice]")) it.hidden = !name.split(" ").includes(it.dataset.notice); };
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (it) => it.charCodeAt(0));
const start = async () => {
  if (await Notification.requestPermission() !== "granted") return show("denied");
  const options = { userVisibleOnly: true, applicationServerKey: bytes(place.dataset.key) };
  const subscription = await (await worker()).subscribe(options);
  if (await send(subscription, place.dataset.send)) return show("on stop");
  await subscription.unsubscribe();
  show("off failed start");
};
const look = async () => {
  if (!("PushManager" in self) || !("Notification" in self)) return show(/iPhone|iPad/.test(navigator.userAgent) ? "install" : "off");
  if (Notification.permission === "denied") return show("denied");
  const here = await (await worker()).getSubscription();
  if (place.dataset.here === "yes" && here) return show("on stop");
  show("off start");
};
if (place) {
  place.querySelector("[data-start]").addEventListener("click", () => start().catch(() => show("off failed start")));
  place.querySelector("form").addEventListener("submit", async () => (await (await worker()).getSubscription())?.unsubscribe());
  look();
} else again().catch(() => {});
