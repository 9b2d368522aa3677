// A form of the field goes one way, with a network and without: written here, said to be kept, then sent.
const SKIP = new Set(["_csrf_token", "command_id"]);
const TWICE = 300;
Casa.waiting = new Map();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("outbox" in form.dataset) || !Casa.ok || !Casa.user) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // A second tap finds an empty form; somebody who has written again means it.
  const busy = form.dataset.saving;
  if (busy === "photo" || (busy === "" && !Casa.touched(form)) || !(form.noValidate || form.reportValidity())) return;
  save(form, event.submitter);
}, true);

// Read, then emptied, in one breath: what is typed from now on is the next one.
const save = async (form, button) => {
  form.dataset.saving = "";
  const id = renew(form), draft = Casa.draftOf(form), typed = Casa.typed(form);
  const fields = [...new FormData(form, button)].filter(([name, value]) => name && typeof value === "string" && !SKIP.has(name));
  const photo = form.elements.photo?.value, { outbox: label, chain = null, replaces: instead } = form.dataset;
  const item = { id, draft, instead, label, chain, aside: "aside" in form.dataset, photos: photo ? [photo] : [], page: Casa.plain(location.href) };
  const show = form.getAttribute("hx-target")?.slice(1) || null;
  const body = { action: form.getAttribute("action"), fields, typed, texts: texts(form), show, form_v: +(form.elements.form_v?.value ?? 1) };
  form.reset();
  if (photo) form.elements.photo.value = "";
  Casa.waiting.set(id, form);
  try {
    await Casa.ready;
    await Casa.afterDraft(form, async () => Casa.store(Casa.user, { ...item, body: { ...body, ...await Casa.moment() } }));
  } catch (error) {
    Casa.type(form, typed);
    if (photo) form.elements.photo.value = photo;
    Casa.say(Casa.words(error?.name === "QuotaExceededError" ? "full" : "failed"));
    return void delete form.dataset.saving;
  }
  delete form.dataset.replaces;
  Casa.stored(form, { ...item, action: body.action });
  setTimeout(() => delete form.dataset.saving, TWICE);
};

// What the form starts gets a new name each time: a page kept from before has used its own.
const renew = (form) => {
  for (const it of form.querySelectorAll("input[data-fresh]")) it.value = Casa.uuid7();
  const id = Casa.uuid7();
  if (form.elements.command_id) form.elements.command_id.value = id;
  return id;
};
Casa.moment = async () => ({
  occurred_at: new Date().toISOString(),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  skew_ms: await Casa.known("skew") ?? 0,
});
// Questions and answers in words, for whoever has to compare them or put them right later.
const texts = (form) => {
  const said = {};
  for (const it of form.elements) {
    if (!it.name || ["hidden", "submit", "button", "file", "password"].includes(it.type) || (!it.checked && ["radio", "checkbox"].includes(it.type))) continue;
    const label = it.labels?.[0]?.textContent.trim(), question = it.closest("fieldset")?.querySelector("legend")?.textContent.trim();
    const words = ["radio", "checkbox"].includes(it.type) ? label : it.selectedOptions ? it.selectedOptions[0]?.textContent : it.value;
    if (words) said[it.name] = [question ?? label ?? "", said[it.name] ? `${said[it.name][1]}, ${words}` : words];
  }
  return said;
};
