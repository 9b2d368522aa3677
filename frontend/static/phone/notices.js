// Something waits for somebody: the words are the same for all. Every push is shown, or some phones take the right away.
self.addEventListener("push", (event) => {
  let said = {};
  try { said = event.data.json().notification; } catch { /* shown all the same */ }
  const { title = "Casa Facendo", body = "C’è qualcosa per te", lang = "it", tag } = said;
  event.waitUntil(self.registration.showNotification(title, { body, lang, tag, icon: "/icone/192.png", badge: "/icone/192.png" }));
});
// The house opens at everybody's own beginning, where one has to be signed in.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const [open] = await clients.matchAll({ type: "window", includeUncontrolled: true });
    return open ? open.focus() : clients.openWindow("/");
  })());
});
