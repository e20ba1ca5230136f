// Limited to the form of Ghi hoạt động: without a connection it gives back the form as it was last seen, with its
// sheets and scripts. It keeps nothing else, and everything it keeps goes when the person signs out.
const CACHE = 'lantoa-ghi';
const FORM = new URL(self.registration.scope).pathname;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const urls = event.data?.keep;
  if (!Array.isArray(urls)) return;
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    const wanted = new Set(urls.map((url) => new URL(url, self.location.origin).href));
    await Promise.all([...wanted].map(async (url) => {
      const response = await fetch(url, { credentials: 'same-origin' });
      if (response.ok && !response.redirected) await cache.put(url, response);
    }));
    for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
    event.source?.postMessage({ kept: wanted.size });
  })().catch(() => {}));
});

const fresh = async (request) => {
  const response = await fetch(request);
  const cache = await caches.open(CACHE);
  const url = new URL(request.url);
  if (response.ok && !response.redirected && !url.search && await cache.match(url.href)) await cache.put(url.href, response.clone());
  return response;
};

const kept = async (key) => (await caches.open(CACHE)).match(key);

self.addEventListener('fetch', (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (url.pathname !== FORM) return;
    event.respondWith(fresh(request).catch(async () => (await kept(new URL(FORM, url.origin).href)) ?? Response.error()));
  } else if (url.pathname.startsWith('/static/') || url.pathname.endsWith('.css')) {
    event.respondWith(fresh(request).catch(async () => (await kept(url.href)) ?? Response.error()));
  }
});
