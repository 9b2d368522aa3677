// A morph keeps what stands in a field and closes what somebody opened; people expect the contrary of both.
const opened = new WeakMap();
document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  if (ctx.request.method === "GET") opened.set(ctx, [...(ctx.target?.querySelectorAll("details[open]") ?? [])]);
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  // News from elsewhere touch nothing somebody is at.
  opened.get(ctx)?.forEach((details) => (details.open = true));
  // Once a form was sent, its fields are what the answer says: empty after a yes, as typed after a no.
  if (ctx.request.method === "POST") ctx.target?.querySelectorAll("form").forEach((form) => form.reset());
});
