// What somebody may see has become less: nothing of it stays on the page, nor on the way back to it.
document.body.addEventListener("rights", () => location.replace(location.pathname + location.search));
