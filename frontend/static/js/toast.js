// A toast leaves after ten seconds, but never while it is pointed at or focused.
const STAY = 10_000;
const box = document.getElementById("toasts");
const watch = (toast) => {
  toast.dataset.watched = "";
  const held = () => toast.matches(":hover, :focus-within");
  const leave = () => (held() ? setTimeout(leave, 2_000) : toast.remove());
  setTimeout(leave, STAY);
  const detail = toast.querySelector("p").textContent;
  document.dispatchEvent(new CustomEvent("announce", { detail }));
};
const watchNew = () => box.querySelectorAll("[data-toast]:not([data-watched])").forEach(watch);
new MutationObserver(watchNew).observe(box, { childList: true, subtree: true });
watchNew();
