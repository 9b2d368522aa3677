// What is being written is kept with every letter, sealed; it survives a reload, an update and a killed app.
const writing = new WeakMap();
const OWN = new Set(["command_id", "_csrf_token", "after"]);
Casa.draftOf = (form) => {
  const named = [...form.elements].filter((it) => it.type === "hidden" && !OWN.has(it.name) && !("fresh" in it.dataset) && it.name !== "photo");
  return `${Casa.user} ${location.pathname} ${form.getAttribute("action")} ${named.map((it) => it.value).join(" ")}`;
};
const typed = (form) => [...form.elements].filter((it) => it.name && !["hidden", "submit", "button", "password", "file"].includes(it.type));
Casa.typed = (form) => typed(form).map((it) => [it.name, it.value, it.checked ?? null]);
Casa.type = (form, values) => {
  const left = typed(form);
  for (const [name, value, checked] of values) {
    const at = left.findIndex((it) => it.name === name && (!["radio", "checkbox"].includes(it.type) || it.value === value));
    if (at < 0) continue;
    const [it] = left.splice(at, 1);
    if (["radio", "checkbox"].includes(it.type)) it.checked = checked ?? true;
    else it.value = value;
  }
  form.closest("details")?.setAttribute("open", "");
};
Casa.touched = (form) => typed(form).some((it) => (it.defaultChecked === undefined ? false : it.checked !== it.defaultChecked) || (it.defaultValue !== undefined && it.value !== it.defaultValue));
// One after the other, or an older one could land last.
Casa.afterDraft = (form, next) => {
  const done = (writing.get(form) ?? Promise.resolve()).then(next, next);
  writing.set(form, done.catch(() => {}));
  return done;
};
const write = async (form, id) => {
  const values = Casa.typed(form);
  try {
    await Casa.put("drafts", { id, at: Date.now(), ...await Casa.sealed(Casa.user, id, values) });
  } catch (error) {
    if (error?.name === "QuotaExceededError") Casa.full ??= Casa.say(Casa.words("full"));
  }
};
document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form && "outbox" in form.dataset && form.dataset.draft !== "no" && Casa.ok && Casa.user && target.type !== "file") Casa.afterDraft(form, () => write(form, Casa.draftOf(form)));
});
const restore = async (within) => {
  if (!Casa.ok || !Casa.user) return;
  for (const form of within.querySelectorAll("form[data-outbox]")) {
    // The browser's own memory of forms lies open on the disk.
    form.autocomplete = "off";
    const id = Casa.draftOf(form), box = await Casa.get("drafts", id).catch(() => null);
    if (!box || Casa.touched(form)) continue;
    try {
      Casa.type(form, await Casa.read(Casa.user, id, box));
    // Of a key that is gone.
    } catch {}
  }
};
Casa.restored = Casa.ready.then(() => restore(document));
document.addEventListener("htmx:after:swap", () => restore(document));
