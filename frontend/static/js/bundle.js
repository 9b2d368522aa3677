// The pages of the day are fetched before they are needed; the house says which; under its mark a copy that still says the same is not sent again.
const OFTEN = 900_000;
const fetched = async (user, { url }) => {
  const path = Casa.plain(url), had = await Casa.get("pages", `${user} ${path}`);
  const answer = await fetch(url, { headers: { "x-casa": "bundle", "if-none-match": had?.mark ?? "" }, signal: AbortSignal.timeout(20_000) });
  if (answer.status === 200 && answer.headers.get("x-page-user") === user) await Casa.keep(user, path, await answer.text(), answer.headers.get("etag"));
  if (answer.status === 304) await Casa.put("pages", { ...had, at: Date.now() });
};
const fetchAll = async (user) => {
  const answer = await fetch("/pacchetto", { headers: { "x-casa": "bundle" }, redirect: "manual", signal: AbortSignal.timeout(20_000) });
  if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") return Casa.shut(user);
  if (!answer.ok) return;
  const { pages, lease_until } = await answer.json();
  await Casa.know(`lent ${user}`, Date.parse(lease_until));
  const hand = async () => { for (let it; (it = pages.shift());) await fetched(user, it).catch(() => {}); };
  await Promise.all([hand(), hand()]);
  await Casa.know(`fetched ${user}`, Date.now());
};
const ticks = async () => {
  for (const it of document.querySelectorAll("[data-ready]")) it.hidden = !await Casa.get("pages", `${Casa.user} ${Casa.plain(it.dataset.ready)}`);
};
Casa.ready.then(async () => {
  if (!Casa.ok || !Casa.user) return;
  const due = (await Casa.known(`fetched ${Casa.user}`) ?? 0) + OFTEN < Date.now();
  if (Casa.live && due && !navigator.connection?.saveData) {
    await navigator.locks.request("casa-bundle", { ifAvailable: true }, (mine) => mine && fetchAll(Casa.user)).catch(() => {});
  }
  await ticks();
}).catch(() => {});
document.addEventListener("htmx:after:swap", () => { if (Casa.ok && Casa.user) ticks(); });
