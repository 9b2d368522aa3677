// What a phone keeps, all sealed: things to send, drafts, photos, pages. The page and the worker share this file.
const NAME = "casa", VERSION = 1;
const STORES = ["items", "drafts", "photos", "pages", "keys", "known"];
const channel = new BroadcastChannel("casa");
const ok = Boolean(self.indexedDB && self.crypto?.subtle && navigator.locks);

// iOS closes the connection of an app in the background: then it is opened anew, once.
let opened = null;
const open = () => opened ??= new Promise((yes, no) => {
  const asked = indexedDB.open(NAME, VERSION);
  asked.onupgradeneeded = () => STORES.forEach((name) => {
    if (asked.result.objectStoreNames.contains(name)) return;
    if (name === "items") asked.result.createObjectStore(name, { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
    else asked.result.createObjectStore(name, { keyPath: "id" });
  });
  asked.onsuccess = () => {
    const it = asked.result;
    it.onclose = () => { opened = null; };
    it.onversionchange = () => { it.close(); opened = null; };
    yes(it);
  };
  asked.onerror = () => { opened = null; no(asked.error); };
});

// One transaction over these stores; done means on the disk. `work` may return a request: its result is given.
const within = async (names, mode, work, again = true) => {
  try {
    const it = (await open()).transaction(names, mode, { durability: "strict" });
    return await new Promise((yes, no) => {
      it.oncomplete = () => yes(asked?.result);
      it.onabort = () => no(it.error ?? new DOMException("undone", "AbortError"));
      const asked = work(...names.map((name) => it.objectStore(name)));
    });
  } catch (error) {
    if (!again || ["QuotaExceededError", "ConstraintError", "DataError"].includes(error?.name)) throw error;
    opened = null;
    return within(names, mode, work, false);
  }
};
const get = (name, id) => within([name], "readonly", (store) => store.get(id));
const all = (name) => within([name], "readonly", (store) => store.getAll());
const put = (name, it) => within([name], "readwrite", (store) => store.put(it));
const known = async (id) => (await get("known", id))?.is;
const know = (id, is) => put("known", { id, is });
const of = (user) => IDBKeyRange.bound(`${user} `, `${user} \uffff`);

// The key never leaves the browser, and is bound to whose it is and what it closed.
const key = async (user) => {
  const found = await get("keys", user);
  if (found) return found.key;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  try {
    await within(["keys"], "readwrite", (keys) => keys.add({ id: user, key: made }));
    return made;
  } catch {
    return (await get("keys", user)).key; // another tab was first
  }
};
const means = (user, id, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${user} ${id}`) });
const seal = async (user, id, bytes) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, ct: await crypto.subtle.encrypt(means(user, id, iv), await key(user), bytes) };
};
const unseal = async (user, id, { iv, ct }) => crypto.subtle.decrypt(means(user, id, iv), await key(user), ct);
const sealed = (user, id, it) => seal(user, id, new TextEncoder().encode(JSON.stringify(it)));
const read = async (user, id, box) => JSON.parse(new TextDecoder().decode(await unseal(user, id, box)));

const tell = (what) => channel.postMessage(what);
Object.assign(Casa, { ok, within, get, all, put, known, know, seal, unseal, sealed, read, tell });
