// What the house answered: its block goes where htmx would have put it, unless somebody is writing there just now.
const busy = (target) => [...target.querySelectorAll("form")].some((form) => Casa.touched(form));
const show = async ({ id, show, html, outcome }) => {
  const form = Casa.waiting.get(id);
  const target = (form?.isConnected && document.querySelector(form.getAttribute("hx-target") ?? "#")) || document.getElementById(show);
  Casa.waiting.delete(id);
  if (!form || !target || !html || busy(target)) return false;
  const action = form.getAttribute("action"), source = form.isConnected ? form : target;
  await htmx.swap({ text: html, target, swap: form.getAttribute("hx-swap") ?? "outerHTML", sourceElement: source, request: { method: "POST" } });
  if (outcome !== "accepted") document.querySelector(`form[data-outbox][action="${CSS.escape(action)}"]`)?.setAttribute("data-replaces", id);
  return true;
};
const heard = async ({ data }) => {
  if (data.type !== "result" || data.user !== Casa.user) return;
  const kept = document.querySelector(`[data-item="${data.id}"]`), shown = await show(data).catch(() => false);
  const words = data.outcome === "accepted" ? Casa.words("sent", data.receipt ?? "") : Casa.words("stuck");
  if (kept?.isConnected && kept.querySelector("button")) {
    // What can be taken back stays at hand.
    kept.querySelector("p").textContent = words;
    document.getElementById("toasts").append(kept);
  } else if (!shown || data.outcome !== "accepted") Casa.say(words);
  if (data.notice) Casa.say(data.notice);
};
if (Casa.ok) new BroadcastChannel("casa").addEventListener("message", heard);
