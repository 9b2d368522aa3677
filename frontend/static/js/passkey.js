// Passkeys: the browser asks for a finger, a face or its code; what it answers goes into the form, which is a form like any other then.
const binary = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (it) => it.charCodeAt(0));
const text = (data) => btoa(String.fromCharCode(...new Uint8Array(data))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
const known = (list) => list?.map((it) => ({ ...it, id: binary(it.id) }));
const wanted = ({ challenge, user, allowCredentials, excludeCredentials, ...rest }) => ({
  ...rest, challenge: binary(challenge), ...(user && { user: { ...user, id: binary(user.id) } }),
  allowCredentials: known(allowCredentials), excludeCredentials: known(excludeCredentials),
});
const given = ({ id, rawId, type, response }) => {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].filter((it) => response[it]);
  return JSON.stringify({ id, rawId: text(rawId), type, response: Object.fromEntries(parts.map((it) => [it, text(response[it])])) });
};
let asking;
const ask = async (form, mediation) => {
  asking?.abort();
  asking = new AbortController();
  const publicKey = wanted(JSON.parse(form.dataset.options));
  const it = await navigator.credentials[form.dataset.passkey]({ publicKey, signal: asking.signal, ...(mediation && { mediation }) });
  form.elements.credential.value = given(it);
  form.requestSubmit();
};
const fail = (form, why) => {
  const shown = form.querySelector(why.name === "InvalidStateError" ? "[data-known]" : "[data-failed]") ?? form.querySelector("[data-failed]");
  if (why.name !== "AbortError") shown.hidden = false;
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.passkey || form.elements.credential.value) return;
  event.preventDefault();
  form.querySelectorAll("[data-failed], [data-known]").forEach((it) => { it.hidden = true; });
  ask(form).catch((why) => fail(form, why));
});
const wake = async () => {
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) form.hidden = false;
  const early = document.querySelector("form[data-conditional]");
  // The phone offers its key where the address is typed, without being asked.
  if (early && await PublicKeyCredential.isConditionalMediationAvailable?.()) ask(early, "conditional").catch(() => {});
};
wake();
document.addEventListener("htmx:after:swap", wake);
