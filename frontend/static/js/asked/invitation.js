// The code of a scanned sheet stands behind the #: it is taken into the form and out of the address at once.
const form = document.getElementById("invitation");
const code = decodeURIComponent(location.hash.slice(1));
if (form && /^[A-Za-z0-9-]{8,20}$/.test(code)) {
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = code;
  form.requestSubmit();
}
