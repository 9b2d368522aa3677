// A photo is made smaller here, which also takes away where and with what it was taken; it waits sealed.
const WIDEST = 1600, LARGEST = 1_000_000;
const smaller = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const by = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(picture.width * by), Math.round(picture.height * by)];
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const quality of [0.75, 0.5, 0.3]) {
    const made = await new Promise((yes) => canvas.toBlob(yes, "image/jpeg", quality));
    if (made.size <= LARGEST) return made.arrayBuffer();
  }
  throw new Error("large");
};
const keep = async (input, field) => {
  const bytes = await smaller(input.files[0]);
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((it) => it.toString(16).padStart(2, "0")).join("");
  await Casa.put("photos", { id: `${Casa.user} ${digest}`, at: Date.now(), size: bytes.byteLength, ...await Casa.seal(Casa.user, digest, bytes) });
  field.value = digest;
  return Math.round(bytes.byteLength / 1000);
};
document.addEventListener("change", async ({ target }) => {
  if (!target.matches?.("input[type=file][data-photo]") || !Casa.ok || !Casa.user) return;
  const form = target.form, field = form.elements.photo;
  field.value = "";
  const said = form.querySelector("[data-photo-said]") ?? target.insertAdjacentElement("afterend", Object.assign(document.createElement("output"), { className: "small quiet" }));
  said.dataset.photoSaid = said.textContent = "";
  if (!target.files.length) return;
  form.dataset.saving = "photo";
  try {
    said.textContent = Casa.words("photo", await keep(target, field));
  } catch (error) {
    said.textContent = Casa.words(error?.name === "QuotaExceededError" ? "photo-full" : "photo-wrong", target.files[0].name);
  } finally {
    delete form.dataset.saving;
  }
});
