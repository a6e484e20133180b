// The offline copy of the app.
//
// One cache a version, filled whole or not at all; a page gets every file from the version whose index.html it got.
// A new version waits until the person says so (src/browser/service_worker.rs is the other side), so two versions
// never mix, even when an update was interrupted half-way: what was fetched so far stays in a cache that nothing
// reads, and the next try takes its files from there.
"use strict";

const VERSION = "{{VERSION}}";
/** Every file of this version: path → `sha256-…` of its bytes, as `fetch` takes it. */
const FILES = {{INTEGRITY}};
const CACHE = `tanomo-${VERSION}`;
/** What another app shared to us, until the page takes it (src/browser/shared.rs). */
const SHARED = "tanomo-shared";
/** What was said already, by the hash of its words: a notice that somebody swept away does not come back. */
const TOLD = "tanomo-told";
/** What the browser wakes us by when there is a connection again (src/store/link/listen.rs). */
const SEND = "tanomo-send";
/** The push that is being told about: the next one waits, or both would say the same. */
let telling = Promise.resolve();
/** The most files fetched at once, so that a weak connection finishes some. */
const AT_ONCE = 4;
/** Largest photo taken from another app, in bytes. */
const MAX_PHOTO = 25 * 1024 * 1024;

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(forgetOldVersions()));
addEventListener("message", (event) => {
  if (event.data?.type === "use-new") skipWaiting();
});
addEventListener("sync", (event) => {
  if (event.tag === SEND) event.waitUntil(sendWaiting());
});
addEventListener("push", (event) => event.waitUntil((telling = telling.then(tell, tell))));
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data?.path ?? "/"));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === "/share") event.respondWith(keepShared(request));
  else if (request.method !== "GET") return;
  else if (request.mode === "navigate" && isScreen(url.pathname)) event.respondWith(own("/", request));
  else if (Object.hasOwn(FILES, url.pathname) || isHashed(url.pathname)) {
    event.respondWith(own(url.pathname, request));
  }
});

/** A path of the app itself, not of the server's interface or a file. */
function isScreen(path) {
  return !path.startsWith("/v1/") && !/\.[a-z0-9]+$/i.test(path) && !/^\/(healthz|readyz|metrics)$/.test(path);
}

/** A name that carries the hash of its bytes can be taken from any version. */
function isHashed(path) {
  return /-[0-9a-f]{16}\.[a-z0-9]+$/.test(path);
}

async function own(path, request) {
  const cache = await caches.open(CACHE);
  const found = (await cache.match(path)) ?? (isHashed(path) ? await caches.match(path) : undefined);
  // Only a browser that threw our cache away gets here.
  return found ?? fetch(request);
}

/** Fails, and with it the whole installation, when one file fails or its bytes are not those of this version. */
async function fill() {
  const cache = await caches.open(CACHE);
  const waiting = Object.entries(FILES);
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await keep(cache, ...next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function keep(cache, path, integrity) {
  const known = (await cache.match(path)) ?? (isHashed(path) ? await caches.match(path) : undefined);
  if (known && (await digest(known.clone())) === integrity) return cache.put(path, known);
  // `reload` goes past the HTTP cache; the browser itself checks the bytes.
  const fresh = await fetch(path, { cache: "reload", integrity });
  if (!fresh.ok) throw new Error(`${path}: ${fresh.status}`);
  if (fresh.redirected) throw new Error(`${path} is a redirect`);
  await cache.put(path, fresh);
}

async function digest(response) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return `sha256-${btoa(String.fromCharCode(...hash))}`;
}

async function forgetOldVersions() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("tanomo-") && ![CACHE, SHARED, TOLD].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Keeps what was shared, then opens 困りごとを登録. A share that can not be read opens the same empty form. */
async function keepShared(request) {
  try {
    const form = await request.formData();
    const words = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean).join("\n");
    const photo = form.get("photo");
    await caches.delete(SHARED);
    const cache = await caches.open(SHARED);
    if (words) await cache.put("/shared/words", new Response(words.slice(0, 5000)));
    if (photo instanceof File && photo.type.startsWith("image/") && photo.size <= MAX_PHOTO) {
      await cache.put("/shared/photo", new Response(photo, { headers: { "content-type": photo.type } }));
    }
  } catch {
    // The form says itself that nothing came.
  }
  return Response.redirect("/requests/new?shared=1", 303);
}

/**
 * Sends what each circle left to be sent, sealed and signed as it is (src/store/link/kept.rs). Nothing is taken out of
 * the journal here: the app finds the server has it. Fails without a connection, so that the browser tries again.
 */
async function sendWaiting() {
  for (const text of await waitingPushes()) {
    const [path, authorization, body] = JSON.parse(text);
    const headers = { authorization, "content-type": "application/json" };
    await fetch(path, { method: "POST", headers, body, credentials: "omit", cache: "no-store" });
  }
}

function waitingPushes() {
  return kept("push");
}

/** What the app keeps for us in the journal under this name, a text for each circle. */
async function kept(name) {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("tanomo");
    // There is none: it is the app's to make.
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => resolve(null);
    opening.onblocked = reject;
  });
  if (!database?.objectStoreNames.contains("meta")) return [];
  try {
    return await new Promise((resolve, reject) => {
      const range = IDBKeyRange.bound(`${name}/`, `${name}/\uffff`);
      const asked = database.transaction("meta").objectStore("meta").getAll(range);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    database.close();
  }
}

/**
 * Says what this phone itself knows is due (src/pages/settings/kept_words.rs), each once; a push says nothing but that
 * there is something. The notification of its name takes the place of the one before.
 */
async function tell() {
  const now = Date.now();
  const all = (await kept("notices").catch(() => [])).flatMap((text) => {
    // One that is damaged must not silence the others: a push that shows nothing may cost the permission.
    try {
      return [JSON.parse(text)];
    } catch {
      return [];
    }
  });
  const known = all.flatMap(({ lang, title, said }) => said.map((notice) => ({ lang, title, ...notice })));
  const due = await notTold(known.filter(({ from, until }) => from <= now && now < until), known);
  if (due.length === 0) {
    // It is about something else, or nothing is kept: the phone was just set up, or cleared.
    const { lang = "ja", title = "たのも～", something = "新しいお知らせがあります。" } = all[0] ?? {};
    due.push({ lang, title, text: something, path: "/" });
  }
  for (const { lang, title, text, path, from = 0, at } of due) {
    const options = { body: text, lang, tag: `${path} ${from}`, data: { path }, icon: "/icons/icon-192.png" };
    await registration.showNotification(title, options);
    // Only now: a worker that is killed before has said nothing.
    if (at) await told(at);
  }
}

/** Those of `due` that were not said yet, each with the place to remember it `at`. What nobody `known` says is forgotten. */
async function notTold(due, known) {
  const place = async ({ path, from, text }) => `/told/${btoa(await digest(new Response(`${path} ${from} ${text}`)))}`;
  try {
    const before = await caches.open(TOLD);
    const places = new Set(await Promise.all(known.map(place)));
    for (const { url } of await before.keys()) if (!places.has(new URL(url).pathname)) await before.delete(url);
    const fresh = [];
    for (const notice of due) {
      const at = await place(notice);
      if (!(await before.match(at))) fresh.push({ ...notice, at });
    }
    return fresh;
  } catch {
    // Said twice is better than never.
    return due;
  }
}

/** Where the phone is full it may be said twice. */
async function told(at) {
  await caches.open(TOLD).then((cache) => cache.put(at, new Response())).catch(() => {});
}

/** The window that is open, at the screen the notice is about; else a new one. */
async function show(path) {
  const [open] = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open) return clients.openWindow(path);
  await open.focus();
  if (new URL(open.url).pathname !== path) await open.navigate(path).catch(() => clients.openWindow(path));
}
