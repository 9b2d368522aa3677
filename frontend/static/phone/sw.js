// The worker. Above it the server writes BUILD, FILES (what the shell is made of) and POLICY.
const HERE = `shell-${BUILD}`, ASSETS = "assets", SHELL = ["/offline", "/invii"];
const PATIENCE = 3_000, CAP = 20_000, ASSET_LASTS = 30 * 86_400_000;
// Nobody comes in or goes out through a copy.
const NEVER = /^\/(entra|esci|demo|conferma|invito|benvenuto|recupero|rientr[oi]|tablet)(\/|$)/;
const after = (ms) => new Promise((yes) => setTimeout(yes, ms));

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(HERE);
  await cache.addAll(FILES);
  for (const path of SHELL) {
    const answer = await fetch(path, { credentials: "omit", signal: AbortSignal.timeout(CAP) });
    if (!answer.ok || answer.redirected) throw Error(path);
    await cache.put(path, answer);
  }
})()));

// Copies of pages outlive the build they were made by: what they are dressed in is kept longer than they are.
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const assets = await caches.open(ASSETS), now = Date.now();
  for (const request of await assets.keys()) {
    const since = Number((await assets.match(request)).headers.get("x-kept"));
    if (since + ASSET_LASTS < now) await assets.delete(request);
  }
  for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== HERE) {
    const old = await caches.open(name);
    for (const request of await old.keys()) if (new URL(request.url).pathname.startsWith("/static/")) {
      const file = await old.match(request);
      const headers = { "content-type": file.headers.get("content-type"), "x-kept": String(now) };
      await assets.put(request, new Response(await file.blob(), { headers }));
    }
    await caches.delete(name);
  }
  clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!NEVER.test(url.pathname)) event.respondWith(navigate(event, url));
  } else if (url.pathname.startsWith("/static/") || FILES.includes(url.pathname)) event.respondWith(file(request));
});

const file = async (request) => await caches.match(request, { ignoreVary: true }) ?? fetch(request);

// From the house first; after three seconds as it was when it was last here. What comes late is kept all the same.
const navigate = async (event, url) => {
  const network = fetch(event.request, { signal: AbortSignal.timeout(CAP) });
  const first = network.then(async (answer) => ({ answer, kept: keep(url, answer) }), () => ({}));
  event.waitUntil(first.then(({ kept }) => kept).catch(() => {}));
  const soon = await Promise.race([first, after(PATIENCE)]);
  if (soon?.answer && ![502, 503, 504].includes(soon.answer.status)) return soon.answer;
  const instead = await copied(url);
  if (instead) return instead;
  return (await first).answer ?? shown(await (await caches.match("/offline", { ignoreVary: true })).text(), "");
};
const keep = async (url, answer) => {
  const user = answer.headers.get("x-page-user");
  if (answer.status !== 200 || answer.redirected || !answer.headers.get("x-offline") || !user) return;
  const html = await answer.clone().text();
  await Casa.keep(user, Casa.plain(url), html);
};
const copied = async (url) => {
  const home = url.pathname === "/" && await Casa.known("home");
  if (home) return Response.redirect(home);
  const found = await Casa.copy(Casa.plain(url));
  if (found) return shown(found.html, new Date(found.at).toISOString());
  const shell = SHELL.includes(url.pathname) && await caches.match(url.pathname, { ignoreVary: true });
  return shell ? shown(await shell.text(), "") : null;
};
const shown = (html, at) => new Response(html.replace("<html", `<html data-copy="${at}"`), {
  headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY, "referrer-policy": "no-referrer" },
});

self.addEventListener("sync", (event) => {
  if (event.tag === "casa-outbox") event.waitUntil(Casa.flush("sw-sync").then((done) => { if (!done) throw Error("later"); }));
});
self.addEventListener("message", ({ data }) => { if (data) self.skipWaiting(); else clients.claim(); });
