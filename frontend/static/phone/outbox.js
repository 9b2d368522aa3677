// Things to send: each is written once, sent in order until it is answered, and never dropped.
const CAP = 20_000, ROOM = 200_000, MOST = 100;
const uuid7 = () => {
  const it = crypto.getRandomValues(new Uint8Array(16));
  for (let n = 5, ms = Date.now(); n >= 0; n--, ms = Math.floor(ms / 256)) it[n] = ms % 256;
  it[6] = it[6] & 15 | 112;
  it[8] = it[8] & 63 | 128;
  const hex = [...it].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
};

// The item comes and its draft goes in one step: in both places it would be written twice.
const store = async (user, { body, draft, instead, ...item }) => {
  const box = await sealed(user, item.id, body), state = await known("current") === user ? "queued" : "auth";
  const before = instead && (await mine(user)).find((it) => it.id === instead);
  await within(["items", "drafts"], "readwrite", (items, drafts) => {
    items.add({ ...item, ...box, user, state, at: Date.now() });
    if (before) items.delete(before.n);
    if (draft) drafts.delete(draft);
  });
  tell({ type: "changed" });
};
const items = () => all("items");
const mine = async (user) => (await items()).filter((it) => it.user === user);
const body = (it) => read(it.user, it.id, it);
const forget = async (it) => {
  await within(["items", "photos"], "readwrite", (kept, photos) => {
    kept.delete(it.n);
    for (const photo of it.photos ?? []) photos.delete(`${it.user} ${photo}`);
  });
  tell({ type: "changed" });
};

// In the order they were written; of a chain, none goes before the one it builds on. Nothing builds on one aside.
const held = (it) => !["queued", "sent"].includes(it.state);
const next = (every, tried) => {
  const last = {}, batch = [];
  let room = ROOM;
  for (const it of every) {
    if (it.state === "sent") continue;
    const before = it.chain && last[it.chain];
    const stays = held(it) || tried.has(it.id) || before?.stays || batch.length >= MOST || (batch.length && room < it.ct.byteLength);
    if (it.chain && !it.aside) last[it.chain] = { id: it.id, stays };
    if (stays) continue;
    room -= it.ct.byteLength;
    batch.push({ ...it, after: before?.id ?? null });
  }
  return batch;
};

// Two tabs and the worker never send at once. `hurry`: whoever asks does not wait for the next try's time.
const flush = (by = "page", hurry = true) => navigator.locks.request("casa-flush", () => round(by, hurry));
const round = async (by, hurry) => {
  const user = await known("current"), later = await known("later");
  if (!user || (!hurry && later?.at > Date.now())) return true;
  const tried = new Set();
  for (;;) {
    const batch = next(await mine(user), tried);
    if (!batch.length) return true;
    if (!await send(user, batch, by, tried)) return false;
  }
};
const send = async (user, batch, by, tried) => {
  let answer, said;
  try {
    const whole = [];
    for (const it of batch) if (await written(it, whole)) tried.add(it.id);
    if (!whole.length) return true;
    // Of several for one place, the last answer is shown.
    const places = new Set();
    for (const sent of whole.toReversed()) {
      if (places.has(sent.show)) sent.show = null;
      places.add(batch.find((it) => it.id === sent.id).show = sent.show);
    }
    if (!await photographs(user, batch)) return true;
    answer = await post(user, whole, by);
    said = await answer.json().catch(() => ({}));
  } catch (error) {
    return postpone(error?.name === "TimeoutError" ? "slow" : "offline");
  }
  return heard(user, batch, by, tried, answer, said);
};
// What cannot be opened any more is said to be lost, and holds nothing else up.
const written = async (it, whole) => {
  try {
    const { action, fields, occurred_at, zone, skew_ms, form_v, show } = await body(it);
    return whole.push({ id: it.id, action, fields, occurred_at, zone, skew_ms, form_v, show, after: it.after });
  } catch {
    await settle(it, { state: "lost" });
    return 0;
  }
};
const post = (user, whole, by) => fetch("/invii", {
  method: "POST", redirect: "manual", signal: AbortSignal.timeout(CAP),
  headers: { "content-type": "application/json", "x-casa": "outbox", "x-outbox": by },
  body: JSON.stringify({ user, items: whole }),
});
const photographs = async (user, batch) => {
  for (const it of batch) for (const photo of it.photos ?? []) {
    const box = await get("photos", `${user} ${photo}`);
    if (!box || box.sent) continue;
    const answer = await fetch(`/foto/${photo}`, {
      method: "PUT", signal: AbortSignal.timeout(3 * CAP), redirect: "manual",
      headers: { "content-type": "image/jpeg", "x-casa": "outbox" }, body: await unseal(user, photo, box),
    });
    if (answer.ok) await put("photos", { ...box, sent: true });
    else if ([400, 404, 413, 415, 422].includes(answer.status)) return settle(it, { state: "refused", why: "photo" });
    else throw Error(`photo ${answer.status}`);
  }
  return true;
};
const heard = async (user, batch, by, tried, answer, said) => {
  const { status } = answer;
  if ([401, 403].includes(status) || answer.type === "opaqueredirect") return park(user, answer.headers.get("x-session") === "ended" ? "gone" : "auth", said.reason, tried);
  if ([400, 413, 415, 422].includes(status)) {
    if (batch.length === 1) return settle(batch[0], { state: "refused", reason: said.reason });
    for (const it of batch) tried.delete(it.id);
    return send(user, batch.slice(0, Math.max(1, Math.min(said.fits ?? batch.length >> 1, batch.length - 1))), by, tried);
  }
  if (status !== 200) return postpone("server");
  await know("heard", Date.now());
  tell({ type: "build", build: said.build });
  for (const result of said.results) await outcome(batch.find((it) => it.id === result.id), result);
  await know("later", null);
  return said.results.some((it) => it.outcome === "unknown") ? postpone("server") : true;
};
const STATES = { accepted: "sent", refused: "refused", conflict: "conflict", gone: "gone", form_too_old: "old" };
const outcome = async (it, result) => {
  const state = STATES[result.outcome];
  if (!it || !state) return; // it waits, or nobody knows yet: asked again
  const { receipt, reason, fields, compare, form, notice } = result;
  await settle(it, { state, receipt, reason, fields, compare, form, notice, done: Date.now() });
  const { id, user, show } = it;
  tell({ type: "result", id, user, show, outcome: result.outcome, receipt, reason, html: result.html, notice });
};
const settle = async ({ after, show, ...it }, told) => {
  const now = { ...it, ...told };
  const photos = now.state === "sent" ? now.photos ?? [] : [];
  if (now.state === "sent") delete now.iv, delete now.ct, delete now.photos;
  await within(["items", "photos"], "readwrite", (kept, shots) => {
    // What was thrown away meanwhile does not come back.
    kept.get(it.n).onsuccess = ({ target }) => { if (target.result) kept.put(now); };
    for (const photo of photos) shots.delete(`${it.user} ${photo}`);
  });
  tell({ type: "changed" });
  return true;
};
// Whoever comes in again under this name sends them; the pages stay shut until then.
const park = async (user, state, reason, tried) => {
  for (const it of await mine(user)) if (it.state === "queued") tried.add(it.id), await settle(it, { state, reason });
  await shut(user);
  if (await known("current") === user) await know("current", "");
  return true;
};
const postpone = async (why) => {
  const { tries = 0 } = await known("later") ?? {};
  const wait = Math.min(2 ** tries, 300) * 1000 * (0.5 + Math.random());
  await know("later", { tries: tries + 1, why, at: Date.now() + wait });
  tell({ type: "changed" });
  return false;
};
Object.assign(Casa, { uuid7, store, items, mine, body, forget, flush, settle, held });
