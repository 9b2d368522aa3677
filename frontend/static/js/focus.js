// After an htmx swap, focus goes to what asks for it: an error summary, the heading of an opened panel.
// Where nothing asks and what had it is gone or hidden, it goes to what stands in its place: never back to the top of the page.
const bar = document.querySelector(".top"), main = document.getElementById("main");
let last = null;
document.addEventListener("focusin", ({ target }) => { last = target; });
const seen = (it) => it?.checkVisibility?.() ?? it?.isConnected;
// A heading that was led to is an ordinary one again once its block has been morphed: it holds nothing any more.
const holds = (it) => seen(it) && (it.tabIndex >= 0 || it.hasAttribute("tabindex"));
const regain = (block) => {
  const at = document.activeElement;
  if (!last || holds(last) || (at !== document.body && at !== last)) return;
  const it = [last.id && document.getElementById(last.id), document.getElementById(block)?.querySelector("h1, h2"), main].find(seen);
  if (!it) return;
  if (!it.matches("a, button, input, select, textarea")) it.tabIndex = -1;
  it.focus({ preventScroll: true });
};
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const asks = document.querySelector("[data-focus]");
  if (asks) asks.focus(); else regain(ctx?.target?.id);
});
document.addEventListener("announce", () => regain());
if (bar) new MutationObserver(() => regain()).observe(bar, { childList: true });
if (main) new MutationObserver(() => regain()).observe(main, { attributeFilter: ["hidden"], subtree: true });
// Whoever goes by keyboard keeps in sight where they are, also when a block has grown or a sentence lies over it.
const uncover = () => requestAnimationFrame(() => {
  const it = document.activeElement;
  if (it?.matches(":focus-visible") && !it.closest(".tabs, .toasts")) it.scrollIntoView({ block: "nearest" });
});
for (const name of ["htmx:after:swap", "announce"]) document.addEventListener(name, uncover);
