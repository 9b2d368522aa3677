// Who signs out with things unsent is asked; then nothing of theirs stays here. (account.js stops the form.)
const box = document.getElementById("leave");
const out = (form) => form.submit();
const forgetHere = async (unsent) => {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe().catch(() => {});
  await navigator.clearAppBadge?.().catch(() => {});
  await Casa.wipe(Casa.user, unsent);
};
const unsent = async () => (await Casa.mine(Casa.user)).filter((it) => it.state !== "sent");
const leave = async (form, all) => {
  await forgetHere(all);
  // Without a network the house cannot be told: it is on the next page that comes from it.
  const reached = await fetch("/healthz", { method: "HEAD", signal: AbortSignal.timeout(5_000) }).catch(() => null);
  if (reached) return out(form);
  await Casa.know("leaving", true);
  location.assign("/offline");
};
const ask = (form, count) => {
  box.querySelector("[data-count]").textContent = Casa.words("unsent", count);
  box.querySelector("[data-wait]").hidden = true;
  box.onclick = async ({ target }) => {
    const choice = target.closest("[data-leave]")?.dataset.leave;
    if (choice === "send") {
      await Casa.flush("page");
      const left = (await unsent()).length;
      if (!left) return leave(form, true);
      box.querySelector("[data-count]").textContent = Casa.words("unsent", left);
      box.querySelector("[data-wait]").hidden = false;
    } else if (choice) await leave(form, choice === "delete");
  };
  box.showModal();
};
Casa.leave = (form) => unsent().then((left) => (left.length ? ask(form, left.length) : leave(form, true)), () => out(form));
// Who left without a network leaves now.
const rest = document.querySelector('form[action="/esci"]');
if (Casa.leaving) Casa.know("leaving", false).then(() => rest && Casa.wipe(Casa.user, false).then(() => out(rest)));
