// Keeps the whole site for use without a network, and sends the headers that a static host may not.

interface Build {
  readonly version: string;
  readonly files: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

declare const __TOUCHSTONE_BUILD__: Build;

const scope = self as unknown as ServiceWorkerGlobalScope;
const build: Build = __TOUCHSTONE_BUILD__;
/** Of this deployment: others may share the origin, and its caches. */
const CACHE_PREFIX = `touchstone ${scope.registration.scope} `;
const CACHE = `${CACHE_PREFIX}${build.version}`;
const INDEX = 'index.html';

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Past the HTTP cache: an old file under a new version's name would stay for ever. `reload` would
  // also write to it, and so break off the page's own fetch of a file that is under way.
  await cache.addAll(build.files.map((file) => new Request(file, { cache: 'no-store' })));
  // A first install takes over at once; an update waits until the page asks, as open pages still load the old files.
  if (!scope.registration.active) await scope.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(CACHE_PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await scope.clients.claim();
}

function withHeaders(response: Response): Response {
  if (response.status === 0 || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(build.headers)) headers.set(name, value);
  const bodyless = response.status === 204 || response.status === 304;
  return new Response(bodyless ? null : response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  // Scripts are asked for with an `Origin`, which they were not kept with: a host's `Vary: Origin`
  // would make each miss, and the page blank once the host has the next version's files.
  const kept =
    request.mode === 'navigate'
      ? await cache.match(INDEX, { ignoreVary: true })
      : await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  if (kept) return withHeaders(kept);
  const fresh = await fetch(request);
  if (fresh.ok && fresh.status === 200 && new URL(request.url).pathname.includes('/ort/')) {
    // A full disk takes nothing of the answer away.
    await cache.put(request, fresh.clone()).catch(() => {});
  }
  return withHeaders(fresh);
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('message', (event) => {
  if (event.data === 'activate') void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== scope.location.origin) return;
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return;
  event.respondWith(answer(request));
});
