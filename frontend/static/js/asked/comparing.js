// What I wrote stands on my phone alone: the page that compares gets it from here.
const fill = async () => {
  const slot = document.querySelector("[data-mine]");
  const it = slot && (await Casa.mine(Casa.user)).find((each) => each.id === slot.dataset.mine);
  if (!it) return;
  const { fields, texts = {} } = await Casa.body(it);
  for (const [name, value] of fields) {
    for (const hidden of document.querySelectorAll(`[data-mine-field="${CSS.escape(name)}"]`)) hidden.value = value;
    if (!texts[name]) continue;
    const term = document.createElement("dt"), words = document.createElement("dd");
    [term.textContent, words.textContent] = texts[name];
    slot.append(term, words);
  }
};
Casa.ready.then(() => { if (Casa.ok && Casa.user) return fill(); }).catch(() => {});
// Once it is decided there, it no longer waits here.
const settled = async (form) => {
  const it = (await Casa.mine(Casa.user)).find((each) => each.id === form.dataset.settles);
  if (it) await Casa.forget(it);
};
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.settles || "outbox" in form.dataset || !Casa.ok) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const data = new URLSearchParams(new FormData(form, event.submitter));
  const answer = await fetch(form.action, { method: "POST", body: data }).catch(() => null);
  if (answer?.ok) await settled(form), location.assign(answer.redirected ? answer.url : "/invii");
  else Casa.say(Casa.words(answer ? "refused" : "no-net"));
}, true);
