// Whose page this is: what the phone may open and send, and what it must forget. A copy says nothing of today.
const root = document.documentElement, asked = document.querySelector('meta[name="casa-user"]');
Casa.copy = root.dataset.copy;
Casa.live = Casa.copy === undefined;
Casa.user = asked?.content ?? "";
Casa.build = document.querySelector('meta[name="casa-build"]')?.content ?? "";
const kits = [...document.querySelectorAll("template[data-kit]")];
const find = (what) => kits.map((kit) => kit.content.querySelector(what)).find(Boolean);
Casa.words = (name, n) => find(`[data-word="${name}"]`)?.textContent.replace("#", n) ?? "";
Casa.part = (name) => find(`[data-part="${name}"]`).firstElementChild.cloneNode(true);
Casa.say = (text, ...more) => {
  const toast = Casa.part("toast");
  toast.querySelector("p").textContent = text;
  toast.append(...more);
  document.getElementById("toasts").append(toast);
  return toast;
};

const begin = async () => {
  if (!Casa.live || !asked) {
    // A page of nobody's in particular belongs to who is here.
    if (!Casa.user) Casa.user = await Casa.known("current") ?? "";
    return;
  }
  await Casa.here(Casa.user);
  Casa.leaving = await Casa.known("leaving");
  if (!Casa.user) return;
  await Casa.know("heard", Date.now());
  const home = document.querySelector(".tabs a")?.getAttribute("href");
  if (home) await Casa.know("home", home);
  const now = document.querySelector("time[data-now]");
  const { responseStart = 0 } = performance.getEntriesByType("navigation")[0] ?? {};
  const ahead = performance.timeOrigin + responseStart - Date.parse(now?.dateTime);
  if (!Number.isFinite(ahead)) return;
  await Casa.know("skew", Math.round(ahead));
  if (Math.abs(ahead) > 5 * 60_000) Casa.say(Casa.words("clock"));
};
// What few pages need comes when it is needed.
const more = document.querySelector("[data-sendings]")?.dataset ?? {};
Casa.fetch = () => {
  if (Casa.leaving) import(more.leaving);
  if (document.querySelector("[data-photo]")) import(more.photos);
  if (document.querySelector("[data-mine]")) import(more.comparing);
  if (document.getElementById("sendings") || location.hash.startsWith("#correggi")) import(more.sendings);
  if (document.getElementById("notices") || self.Notification?.permission === "granted") import(more.notices);
};
document.addEventListener("htmx:after:swap", Casa.fetch);
Casa.ready = Casa.ok ? begin().catch(() => { Casa.ok = false; }) : Promise.resolve();
Casa.ready.then(() => { if (Casa.ok) Casa.fetch(); });

// `submit()` goes past this listener, and out.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("action") !== "/esci" || !Casa.ok || !Casa.user) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  import(more.leaving).then(() => Casa.leave(form), () => form.submit());
}, true);
