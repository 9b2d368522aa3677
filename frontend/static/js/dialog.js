// Links to a dialog open it as a modal; without this script they are jumps to it (see dialog.css, :target).
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog], a[data-close]");
  if (!link) return;
  event.preventDefault();
  if ("close" in link.dataset) link.closest("dialog").close();
  else document.querySelector(link.hash).showModal();
});
