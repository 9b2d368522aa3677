// After an htmx swap, focus goes to what asks for it: an error summary, the heading of an opened panel.
// Where nothing asks and what had it is gone, it goes to what stands in its place: never back to the top of the page.
let last = null;
document.addEventListener("focusin", ({ target }) => { last = target; });
const regain = (block) => {
  if (document.activeElement !== document.body || !last || last.isConnected) return;
  const it = (last.id && document.getElementById(last.id)) || document.getElementById(block)?.querySelector("h1, h2") || document.getElementById("main");
  if (!it.matches("a, button, input, select, textarea")) it.tabIndex = -1;
  it.focus({ preventScroll: true });
};
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const asks = document.querySelector("[data-focus]");
  if (asks) asks.focus(); else regain(ctx?.target?.id);
});
document.addEventListener("announce", () => regain());
const bar = document.querySelector(".top");
if (bar) new MutationObserver(() => regain()).observe(bar, { childList: true });
// Whoever goes by keyboard keeps in sight where they are, also when a block has grown or a sentence lies over it.
const uncover = () => requestAnimationFrame(() => {
  const it = document.activeElement;
  if (it?.matches(":focus-visible") && !it.closest(".tabs, .toasts")) it.scrollIntoView({ block: "nearest" });
});
for (const name of ["htmx:after:swap", "announce"]) document.addEventListener(name, uncover);
