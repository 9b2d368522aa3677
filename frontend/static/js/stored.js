// Once it is on this phone: say so, go on as the page says, offer to take it back, send it.
const UNDO = 10_000, SOON = 1_500;
const each = (ids, work) => ids?.split(/\s+/).forEach((id) => { const it = document.getElementById(id); if (it) work(it); });
const walk = ({ reveals, hides }) => {
  each(reveals, (it) => { it.hidden = false; });
  each(hides, (it) => { it.hidden = true; });
};
Casa.stored = async (form, item) => {
  walk(form.dataset);
  if (!document.activeElement.checkVisibility?.()) document.querySelector("main").focus();
  const { undo, then } = form.dataset;
  const alone = !self.SyncManager && !navigator.onLine;
  const toast = Casa.say(Casa.words(alone ? "kept-reopen" : "kept"), ...(undo ? [takeBack(form, item, undo)] : []));
  toast.dataset.item = item.id;
  navigator.serviceWorker?.ready.then((it) => it.sync?.register("casa-outbox")).catch(() => {});
  const sent = Casa.flush("page");
  if (then) {
    await Promise.race([sent.catch(() => {}), new Promise((yes) => setTimeout(yes, SOON))]);
    return location.assign(then);
  }
  if (!await sent.catch(() => false)) navigator.storage?.persist?.();
};
const takeBack = (form, item, undo) => {
  const button = Casa.part("undo");
  button.onclick = async () => {
    button.closest(".toast").remove();
    // Under the same lock as sending: either it never left, or the house is asked to take it back.
    const there = await navigator.locks.request("casa-flush", async () => {
      const it = (await Casa.mine(Casa.user)).find(({ id }) => id === item.id);
      if (!it || it.state === "sent") return true;
      await Casa.forget(it);
    });
    walk({ reveals: form.dataset.hides, hides: form.dataset.reveals });
    form.querySelector("button").focus();
    if (!there) return Casa.say(Casa.words("taken-back"));
    const id = Casa.uuid7(), body = { action: undo, fields: [], show: form.getAttribute("hx-target")?.slice(1) || null, ...await Casa.moment() };
    Casa.waiting.set(id, form);
    await Casa.store(Casa.user, { id, label: form.dataset.outbox, chain: null, photos: [], page: item.page, body });
    await Casa.flush("page");
  };
  setTimeout(() => button.remove(), UNDO);
  return button;
};

// A page opened again goes on where what waits has left it.
const goOn = async () => {
  if (!Casa.ok || !Casa.user) return;
  const chains = [...document.querySelectorAll("[data-chain]")];
  if (!chains.length) return;
  for (const it of await Casa.mine(Casa.user)) if (it.chain && it.state !== "sent") {
    const { action } = await Casa.body(it).catch(() => ({}));
    for (const form of chains) if (form.dataset.chain === it.chain && form.getAttribute("action") === action) walk(form.dataset);
  }
};
Casa.ready.then(goOn).catch(() => {});
document.addEventListener("htmx:after:swap", () => goOn().catch(() => {}));
