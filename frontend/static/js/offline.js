// What cannot be done without the house says so; a copy says of when it is. `onLine` is believed only for words.
const line = document.getElementById("copy");
const today = new Date().toDateString();
Casa.clock = (at) => new Date(at).toLocaleString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", ...(new Date(at).toDateString() === today ? {} : { day: "numeric", month: "long" }) });
Casa.away = () => !navigator.onLine || Casa.later?.why === "offline" || (!Casa.live && Casa.back === undefined);
const say = (form) => {
  const button = form.querySelector("button:not([type=button])"), away = Casa.away();
  let words = form.querySelector("[data-offline-said]");
  if (away && !words) {
    words = document.createElement("p");
    words.dataset.offlineSaid = "";
    words.className = "small quiet";
    words.textContent = form.dataset.offlineWhy || Casa.words("needs-net");
    button?.after(words);
  } else if (!away) words?.remove();
  for (const each of form.querySelectorAll("button:not([type=button])")) {
    if (away && !each.disabled) each.disabled = true, each.dataset.offline = "";
    else if (!away && "offline" in each.dataset) each.disabled = false, delete each.dataset.offline;
  }
};
Casa.look = () => {
  document.querySelectorAll('form[data-offline="no"]').forEach(say);
  if (line && !Casa.live && Casa.copy) line.hidden = false, line.querySelector("[data-at]").textContent = Casa.words("copy", Casa.clock(Casa.copy));
};
addEventListener("online", () => { Casa.back = true; Casa.look(); });
addEventListener("offline", () => { Casa.back = undefined; Casa.look(); });
document.addEventListener("htmx:after:swap", Casa.look);
Casa.look();
