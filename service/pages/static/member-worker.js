
// Keeps what a page without a net is made of, and nothing else: pages are about a person.

const KEEP = `seedbank-${BUILD}`;

addEventListener("install", (event) => event.waitUntil(caches.open(KEEP).then((kept) => kept.addAll(KEPT)).then(() => skipWaiting())));

addEventListener("activate", (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEEP).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  ));

addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(fetch(event.request).catch(() => caches.match("/member/offline")));
});
