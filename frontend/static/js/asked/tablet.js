// A shared tablet that nobody touches locks itself; what was on the screen goes first, then the session.
const bar = document.querySelector("[data-lock]");
const after = Number(bar.dataset.lock) * 1000, session = bar.dataset.since;
let last = Date.now(), locking = false;
const lock = async () => {
  if (locking) return;
  locking = true;
  sessionStorage.setItem("locked", session);
  document.body.replaceChildren(bar.querySelector("template").content.cloneNode(true), bar);
  bar.hidden = true;
  await Casa.wipe(Casa.user, false).catch(() => {});
  bar.submit();
};
const look = () => { if (Date.now() - last >= after) lock(); };
for (const kind of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(kind, () => { look(); last = Date.now(); }, { capture: true, passive: true });
}
bar.addEventListener("submit", (event) => { event.preventDefault(); lock(); });
document.addEventListener("visibilitychange", look);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
setInterval(look, 1000);
// Locked without a network: the same session stays shut until the house can end it.
if (sessionStorage.getItem("locked") === session) lock();
