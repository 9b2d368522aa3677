// The list of what was sent and what was not: it stands on this phone alone, so it is drawn here.
const list = document.getElementById("sendings");
const say = (card, part, text) => { const it = card.querySelector(`[data-${part}]`); it.textContent = text; it.hidden = !text; };
const why = () => Casa.words(Casa.away() ? "why-offline" : Casa.later ? "why-later" : "why-soon");
const draw = (it, state, reason) => {
  const card = Casa.part(`item-${state}`);
  card.dataset.id = it.id;
  say(card, "label", it.label);
  say(card, "when", Casa.words("written", Casa.clock(it.at)));
  say(card, "reason", reason);
  const receipt = card.querySelector("[data-receipt]");
  if (receipt) receipt.textContent = it.receipt ?? "", say(card, "when", Casa.words("sent-at", Casa.clock(it.done)));
  const fix = card.querySelector("[data-fix]");
  if (fix) fix.href = state === "conflict" ? it.compare : `${it.form || it.page}#correggi=${it.id}`;
  card.querySelector("[data-drop]")?.addEventListener("click", ({ target }) => drop(it, target.closest("button")));
  return card;
};
// What is thrown away is thrown away by a second tap.
const drop = (it, button) => {
  if ("sure" in button.dataset) return Casa.forget(it);
  button.dataset.sure = "";
  button.lastElementChild.textContent = Casa.words("sure");
};
const show = async () => {
  const every = (await Casa.mine(Casa.user)).sort((a, b) => b.n - a.n), stopped = {};
  for (const it of [...every].reverse()) if (it.chain && !it.aside && Casa.held(it)) stopped[it.chain] ??= it.n;
  const cards = every.map((it) => {
    const behind = it.state === "queued" && it.chain in stopped && stopped[it.chain] < it.n;
    const reason = it.why === "photo" ? Casa.words("photo-no") : it.reason ?? (it.state === "queued" && !behind ? why() : "");
    return draw(it, behind ? "waits" : it.state, reason);
  });
  list.replaceChildren(...cards);
  const left = every.some((it) => it.state !== "sent");
  document.getElementById("sendings-none").hidden = every.length > 0;
  document.getElementById("sendings-do").hidden = !left;
};
const exported = async () => {
  const unsent = (await Casa.mine(Casa.user)).filter((it) => it.state !== "sent"), out = [];
  for (const it of unsent) {
    const body = await Casa.body(it).catch(() => ({}));
    // Digits of a PIN were typed by somebody else: they are sent, and go nowhere besides.
    const fields = body.fields?.filter(([name]) => name !== "pin");
    out.push({ ...body, fields, id: it.id, label: it.label, state: it.state });
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(out, null, 1)], { type: "application/json" }));
  link.download = "invii.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
if (list && Casa.ok) {
  Casa.ready.then(show);
  new BroadcastChannel("casa").addEventListener("message", ({ data }) => { if (data.type === "changed") show(); });
  document.getElementById("export").addEventListener("click", exported);
}

// What has to be put right opens in the form it came from.
const correct = async () => {
  const id = new URLSearchParams(location.hash.slice(1)).get("correggi");
  const it = id && (await Casa.mine(Casa.user)).find((each) => each.id === id);
  const { action, typed } = it ? await Casa.body(it) : {};
  const form = action && document.querySelector(`form[data-outbox][action="${CSS.escape(action)}"]`);
  if (!form) return;
  Casa.type(form, typed);
  form.dataset.replaces = id;
  form.closest("[hidden]")?.removeAttribute("hidden");
  if (it.reason) Casa.say(it.reason);
  form.querySelector("textarea, input:not([type=hidden])")?.focus();
};
Casa.restored.then(() => { if (Casa.ok && Casa.user) return correct(); }).catch(() => {});
