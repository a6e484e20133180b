const PARTS = ['offline.html', 'offline.js', 'app.webmanifest'];
self.addEventListener('install', event => {
  event.waitUntil(caches.open('pages').then(cache => cache.addAll(PARTS)).then(() => self.skipWaiting()));
});
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
  event.respondWith(caches.match(event.request).then(kept => kept || fetch(event.request)));
});
