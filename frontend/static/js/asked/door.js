// At the door: the address ends with "<home>.<code>". The fragment never left the phone: it is taken out of the
// address at once, shows the one visit of that home, and goes along with its button.
if (location.hash.includes(".")) {
  const [home, code] = location.hash.slice(1).split(".");
  history.replaceState(null, "", location.pathname);
  const cards = [...document.querySelectorAll("[data-door-of]")];
  const here = cards.filter((card) => card.dataset.doorOf === home);
  for (const card of cards) card.hidden = here.length > 0 && !here.includes(card);
  for (const card of here) for (const field of card.querySelectorAll("[data-door-code]")) field.value = code;
  document.getElementById("door-none").hidden = here.length > 0;
}
