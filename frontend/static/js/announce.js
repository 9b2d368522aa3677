// Says a short sentence to screen readers: the server sends it in the HX-Trigger header as {"announce": {"target": "body", "value": "…"}}.
const region = document.getElementById("announce");
document.addEventListener("announce", ({ detail }) => {
  region.textContent = "";
  // An unchanged text is not read again, so the region is emptied first.
  requestAnimationFrame(() => { region.textContent = detail.value ?? detail; });
});
