// Stands between the desk page and the network: keeps the page and what is logged, and sends each entry once, in order.
"use strict";

const DESK = self.registration.scope;
const [SHELL, SERVICES, FOUND, ENTRIES] = ["shell", "services", "found", "entries"].map((name) => `${DESK}${name}/`);
const CACHE = `desk ${DESK}`;
// Of the municipality, in whichever language its pages are read.
const ENTRIES_KEPT = `desk ${new URL("../../../", DESK)}`;
const MOST_AT_ONCE = 100;
// A network that takes longer is treated as none.
const PATIENCE = 8000;
const TEN_MINUTES = 600_000;

let sent = 0;
let refreshed = "";

function stored(mode, use) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(ENTRIES_KEPT, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("entries", { keyPath: "key" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const change = database.transaction("entries", mode);
      const asked = use(change.objectStore("entries"));
      change.oncomplete = () => resolve(asked?.result);
      change.onabort = () => reject(change.error);
      database.close();
    };
  });
}

async function kept() {
  const entries = await stored("readonly", (store) => store.getAll());
  return entries.sort((one, other) => one.at.localeCompare(other.at));
}

const keep = (entry) => stored("readwrite", (store) => store.put(entry));
const ask = (url, options) => fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...options });

// What the server says of entries: who is signed out is led elsewhere.
async function told(answer) {
  if (answer.type === "opaqueredirect") throw new Error("signed-out");
  if (!answer.ok) throw new Error("failed");
  return answer.json();
}

async function sendAll() {
  for (;;) {
    const entries = (await kept()).filter((entry) => !entry.refused).slice(0, MOST_AT_ONCE);
    if (!entries.length) return;
    const { token } = await told(await ask(ENTRIES));
    const headers = { "X-CSRFToken": token };
    const { logged, refused } = await told(
      await ask(ENTRIES, { method: "POST", headers, body: JSON.stringify({ entries }) }),
    );
    await stored("readwrite", (store) => {
      for (const entry of entries) {
        if (logged.includes(entry.key)) store.delete(entry.key);
        else store.put({ ...entry, refused: refused[entry.key] ?? "?" });
      }
    });
    sent += logged.length;
  }
}

// One at a time, also when two tabs ask, or the page in two languages. Tells how it went.
async function send() {
  try {
    await navigator.locks.request(ENTRIES_KEPT, sendAll);
    return "in";
  } catch (error) {
    if (["signed-out", "failed"].includes(error.message)) return error.message;
    await self.registration.sync?.register("desk").catch(() => {});
    return "offline";
  }
}

async function log(request) {
  const entry = Object.fromEntries(await request.formData());
  delete entry.csrfmiddlewaretoken;
  await keep({ ...entry, at: entry.at || new Date().toISOString() });
  await send();
  const isIn = !(await kept()).some(({ key }) => key === entry.key);
  if (isIn) sent -= 1;
  const said = new URLSearchParams({ place: entry.place, [isIn ? "logged" : "waiting"]: entry.key });
  return Response.redirect(`${DESK}?${said}`, 303);
}

const shell = async () => (await caches.match(SHELL)) ?? Response.error();

async function page(request) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    const answer = await Promise.race([fetch(request), late]);
    return answer.status < 502 ? answer : await shell();
  } catch {
    return shell();
  }
}

async function whole(url) {
  const answer = await ask(url);
  if (!answer.ok) throw new Error("failed");
  // Read to its end first: what is kept is never half of it.
  return new Response(await answer.text(), { headers: answer.headers });
}

// The page, what it is made of and the names of services, as they are now; what it is not made of any longer goes.
async function refresh(place) {
  const [page, services] = await Promise.all([whole(`${SHELL}?${new URLSearchParams({ place })}`), whole(SERVICES)]);
  const html = await page.clone().text();
  const parts = new Set([...html.matchAll(/(?:href|src)="(\/(?:static|look)\/[^"#]+)/g)].map(([, path]) => path));
  const cache = await caches.open(CACHE);
  for (const old of await cache.keys()) {
    if (!old.url.startsWith(DESK) && !parts.delete(new URL(old.url).pathname)) await cache.delete(old);
  }
  await cache.addAll(parts);
  await cache.put(SERVICES, services);
  await cache.put(SHELL, page);
}

async function refreshNowAndThen(place) {
  const now = `${place} ${Math.floor(Date.now() / TEN_MINUTES)}`;
  if (now === refreshed) return;
  refreshed = now;
  await refresh(place).catch(() => {
    refreshed = "";
  });
}

// Without marks over letters, and without the word joiner that keeps "e-post" on one line.
const bare = (text) => text.toLowerCase().normalize("NFD").replace(/[\p{M}\u2060]/gu, "");

// Services with all the words in their names, as the server would answer: it has written a line for each.
async function found(words) {
  const [none, ...lines] = (await (await caches.match(SERVICES)).text()).trim().split("\n");
  const wanted = bare(words).split(/\s+/);
  const name = (line) => bare(line.replace(/<[^>]*>/g, ""));
  const fits = lines.filter((line) => wanted.every((word) => name(line).includes(word)));
  return new Response(words.trim() ? fits.slice(0, 8).join("\n") || none : "", {
    headers: { "Content-Type": "text/html; charset=utf-8" },
  });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("sync", (event) => event.waitUntil(send()));

self.addEventListener("message", (event) => {
  const { remove, place } = event.data;
  const answer = async () => {
    if (remove) await stored("readwrite", (store) => store.delete(remove));
    const state = await send();
    event.source.postMessage({ state, sent, entries: await kept() });
    sent = 0;
    if (state === "in") await refreshNowAndThen(place);
  };
  event.waitUntil(answer());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const address = url.origin + url.pathname;
  if (address === DESK && request.method === "POST") {
    const plain = request.clone();
    event.respondWith(log(request).catch(() => fetch(plain)));
  } else if (address === DESK) {
    event.respondWith(url.searchParams.has("waiting") ? shell() : page(request));
  } else if (address === FOUND) {
    event.respondWith(ask(request).catch(() => found(url.searchParams.get("q"))));
  } else if (/^\/(static|look)\//.test(url.pathname)) {
    event.respondWith(caches.match(request, { ignoreVary: true }).then((answer) => answer ?? fetch(request)));
  }
});
