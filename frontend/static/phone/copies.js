// Who is here, and what of whom stays on this phone for how long.
const DAY = 86_400_000, PAGE_LASTS = 3 * DAY, RECEIPT_LASTS = 7 * DAY, KEY_LASTS = 14 * DAY;
// Copies of pages: only of who is here now, three days at most, and never beyond what the house lent them for.
const keep = async (user, url, html, mark = null) => {
  if (await known("current") !== user) return;
  const id = `${user} ${url}`;
  await put("pages", { id, at: Date.now(), mark, ...await sealed(user, url, html) });
};
const copy = async (url) => {
  const user = await known("current"), now = Date.now();
  const box = user && await get("pages", `${user} ${url}`);
  if (!box || box.at + PAGE_LASTS < now || (await known(`lent ${user}`) ?? Infinity) < now) return null;
  try {
    return { at: box.at, html: await read(user, url, box) };
  } catch {
    return null;
  }
};
const plain = (address) => {
  const url = new URL(address, location.href);
  for (const name of ["fatto", "attesa", "lingua"]) url.searchParams.delete(name);
  return url.pathname + url.search;
};
const shut = (user) => within(["pages"], "readwrite", (pages) => pages.delete(of(user)));
const wipe = async (user, unsent = true) => {
  const gone = (await mine(user)).filter((it) => unsent || it.state === "sent");
  await within(STORES, "readwrite", (kept, drafts, photos, pages, keys, facts) => {
    for (const it of gone) kept.delete(it.n);
    pages.delete(of(user));
    drafts.delete(of(user));
    if (unsent) photos.delete(of(user)), keys.delete(user);
    for (const id of [`lent ${user}`, `fetched ${user}`]) facts.delete(id);
    facts.put({ id: "current", is: "" });
  });
  tell({ type: "changed" });
};
// A page shown live says who is here: of anybody else no page stays, and what waited for them may go.
const here = async (user) => {
  if (await known("current") !== user) await know("current", user);
  await within(["pages"], "readwrite", (pages) => {
    if (!user) return void pages.clear();
    pages.delete(IDBKeyRange.upperBound(`${user} `, true));
    pages.delete(IDBKeyRange.lowerBound(`${user} \uffff`, true));
  });
  if (!user) return;
  for (const it of await mine(user)) if (it.state === "auth") await settle(it, { state: "queued", reason: null });
};
const tidy = async () => {
  const now = Date.now(), every = await items();
  for (const it of every) if (it.state === "sent" && it.done + RECEIPT_LASTS < now) await forget(it);
  for (const page of await all("pages")) if (page.at + PAGE_LASTS < now) await within(["pages"], "readwrite", (pages) => pages.delete(page.id));
  if ((await known("heard") ?? now) + KEY_LASTS > now) return;
  const needed = new Set(every.filter((it) => it.state !== "sent").map((it) => it.user));
  for (const { id } of await all("keys")) if (!needed.has(id)) await wipe(id);
};
Object.assign(Casa, { keep, copy, plain, shut, wipe, here, tidy });
