// Keeps the last front page that was read, with what it needs, and shows it where there is no network.
"use strict";

const kCache = "kabar-front";

async function keep(request, response) {
  const cache = await caches.open(kCache);
  const html = await response.clone().text();
  await cache.put("/", response);
  const wanted = new Set([...html.matchAll(/(?:href|src)="(\/(?:assets|media|picture)[^"]*)"/g)].map((found) => found[1].replaceAll("&amp;", "&")));
  for (const old of await cache.keys()) {
    const { pathname, search } = new URL(old.url);
    if (pathname !== "/" && !wanted.has(pathname + search)) await cache.delete(old);
  }
  await Promise.all([...wanted].map(async (path) => (await cache.match(path)) ?? cache.add(path).catch(() => {})));
}

async function fromNetwork(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    const isFront = request.mode === "navigate" && new URL(request.url).pathname === "/" && response.ok;
    if (isFront) event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (failure) {
    const cache = await caches.open(kCache);
    const kept = await cache.match(request.mode === "navigate" ? "/" : request);
    if (kept) return kept;
    throw failure;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = new URL(request.url).origin === self.location.origin;
  if (request.method === "GET" && ours) event.respondWith(fromNetwork(event));
});
