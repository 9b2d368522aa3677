// The tag at the top: how much has left this phone. And every moment at which something could leave it.
const MINE = ["refused", "conflict", "gone", "old", "lost"];
Casa.count = async () => {
  const unsent = (await Casa.items()).filter((it) => it.state !== "sent");
  const own = unsent.filter((it) => it.user === Casa.user);
  return {
    waiting: own.filter((it) => it.state === "queued").length, stuck: own.filter((it) => MINE.includes(it.state)).length,
    auth: (Casa.user ? own : unsent).filter((it) => it.state === "auth" || !Casa.user).length,
  };
};
const paint = async () => {
  const tag = document.getElementById("sync");
  if (!tag || !Casa.ok) return;
  const { waiting, stuck, auth } = await Casa.count();
  Casa.later = await Casa.known("later");
  const state = stuck ? "stuck" : auth ? "auth" : waiting ? "waiting" : Casa.away() ? "offline" : "sent";
  const now = Casa.part(`sync-${state}`);
  now.lastChild.textContent = Casa.words(`sync-${state}`, { stuck, auth, waiting }[state]);
  now.dataset.pending = String(waiting + auth);
  now.dataset.stuck = String(stuck);
  now.hidden = !Casa.user && state !== "auth";
  tag.replaceWith(now);
  Casa.look();
  const badge = stuck + auth;
  await (badge ? navigator.setAppBadge?.(badge) : navigator.clearAppBadge?.());
};
let painting = Promise.resolve();
Casa.paint = () => { painting = painting.then(paint, paint).catch(() => {}); return painting; };
const go = (hurry) => { if (Casa.ok && Casa.user) Casa.flush("page", hurry).catch(() => {}).then(Casa.paint); };

if (Casa.ok) {
  new BroadcastChannel("casa").addEventListener("message", ({ data }) => { if (data.type === "changed") Casa.paint(); });
  Casa.ready.then(() => { Casa.paint(); go(true); Casa.tidy().catch(() => {}); });
  addEventListener("online", () => go(true));
  addEventListener("offline", Casa.paint);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) go(true); });
  setInterval(async () => { if ((await Casa.count()).waiting) go(false); }, 30_000);
  document.addEventListener("click", ({ target }) => { if (target.closest("[data-flush]")) go(true); });
}
