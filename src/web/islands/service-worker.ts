// Served as /sw.js: opens the last list and the last pages seen where there is no network. It keeps public pages only,
// on the visitor's own device, and goes with them when the server takes it back.
import { keptPage, languagePrefix, mayBeKept, sameAsset, tellsOfVisitor, withSeen } from './kept-pages.ts';

/** Addresses of the build's files, written in by it. */
declare const KEPT_ASSETS: readonly string[];

// TypeScript's own types of workers cannot live in one program with those of pages.
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerEvents {
  install: WorkerEvent;
  activate: WorkerEvent;
  fetch: FetchEvent;
}
interface Worker {
  addEventListener<Name extends keyof WorkerEvents>(name: Name, listener: (event: WorkerEvents[Name]) => void): void;
  skipWaiting(): Promise<void>;
  registration: ServiceWorkerRegistration;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly { url: string }[]>;
  };
}
const worker = globalThis as unknown as Worker;

/** Raised when what is kept, or how, changes: the caches of other versions are thrown away. */
const VERSION = 1;
const kept = {
  assets: `terreau-${VERSION}-assets`,
  list: `terreau-${VERSION}-list`,
  pages: `terreau-${VERSION}-pages`,
  map: `terreau-${VERSION}-map`,
  offline: `terreau-${VERSION}-offline`,
} as const;

/** Set once the server has no worker any more: this one lets everything through until it is gone. */
let isWithdrawn = false;

const MOST_PAGES = 30;
/** Where something is kept, nobody waits longer for the network than this. */
const PATIENCE = 5_000;
const OFFLINE_PAGE = '/hors-connexion';

worker.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([keepAssets(), keepOfflinePages()]).then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetFormerVersions(), worker.clients.claim(), keepWhatIsOpen()]));
});

worker.addEventListener('fetch', (event) => {
  if (isWithdrawn) return;
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(answerPage(event, url));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(answerAsset(request, url));
  else if (/^(\/[a-z]{2})?\/annuaire\/points\.json$|^\/fond-de-carte\.json$/.test(url.pathname)) event.respondWith(answerMap(event, url));
});

/** Opening a cache makes it: what is only looked at must not come back once it was thrown away. */
function find(cacheName: string, address: string): Promise<Response | undefined> {
  return caches.match(address, { cacheName });
}

async function keepAssets(): Promise<void> {
  const cache = await caches.open(kept.assets);
  await cache.addAll([...KEPT_ASSETS]);
  // The map's files that were fetched since stay: a page of before may still ask for them. Those of former builds go.
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    const current = sameAsset(pathname, KEPT_ASSETS);
    if (current && current !== pathname) await cache.delete(url);
  }
}

/** The page for what was never seen, in each language that the portal speaks. */
async function keepOfflinePages(): Promise<void> {
  const cache = await caches.open(kept.offline);
  for (const path of [OFFLINE_PAGE, `/en${OFFLINE_PAGE}`]) {
    const answer = await fetch(path, { cache: 'no-cache' });
    if (answer.ok) await cache.put(path, answer);
  }
}

async function forgetFormerVersions(): Promise<void> {
  const ours: readonly string[] = Object.values(kept);
  for (const name of await caches.keys()) if (!ours.includes(name)) await caches.delete(name);
}

/** The page that brought this worker came without it: on a first visit, it would else be the one that is missing. */
async function keepWhatIsOpen(): Promise<void> {
  for (const { url } of await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
    const address = new URL(url);
    address.hash = '';
    const kind = keptPage(address.pathname);
    if (kind) await keep(kind, address, await fetch(address));
  }
}

/** From the network, kept on the way; else as it was last seen; else the page that says so. */
async function answerPage(event: FetchEvent, url: URL): Promise<Response> {
  const kind = keptPage(url.pathname);
  const fetched = fetch(event.request);
  const stored = fetched.then((answer) => keep(kind, url, answer.clone()));
  event.waitUntil(stored.then(lookAfter).catch(() => {}));
  const last = await seenAt(kind, url);
  try {
    return await (last ? Promise.race([fetched, tooLong()]) : fetched);
  } catch {
    // A home page whose search cannot answer is of less use than the last list.
    const instead = kind === 'entry' ? ((await lastList(kind, url)) ?? last) : (last ?? (await lastList(kind, url)));
    return instead ? asSeen(instead) : offlinePage(url);
  }
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('The network takes too long.')), PATIENCE));
}

async function keep(kind: ReturnType<typeof keptPage>, url: URL, answer: Response): Promise<void> {
  const { status, redirected, type, headers } = answer;
  const facts = {
    status,
    redirected,
    type,
    contentType: headers.get('content-type') ?? '',
    cacheControl: headers.get('cache-control') ?? '',
  };
  if (kind === null || tellsOfVisitor(url.searchParams) || !mayBeKept(facts)) return;
  const cache = await caches.open(kind === 'list' ? kept.list : kept.pages);
  const most = kind === 'list' ? 1 : MOST_PAGES;
  // Written anew, so that keys go from the oldest seen to the newest.
  await cache.delete(url.href);
  await cache.put(url.href, answer);
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
}

/** The very page of an address, as it was last seen. */
async function seenAt(kind: ReturnType<typeof keptPage>, url: URL): Promise<Response | undefined> {
  if (kind === null) return undefined;
  return find(kind === 'list' ? kept.list : kept.pages, url.href);
}

/** Without a network, the home screen's icon and the bare list lead to the last list, whatever it was of. */
async function lastList(kind: ReturnType<typeof keptPage>, url: URL): Promise<Response | undefined> {
  if (kind !== 'entry' && (kind !== 'list' || url.search !== '')) return undefined;
  const cache = await caches.open(kept.list);
  const [last] = await cache.keys();
  return last && cache.match(last);
}

async function asSeen(last: Response): Promise<Response> {
  const seen = new Date(last.headers.get('date') ?? Number.NaN);
  const html = await last.text();
  return new Response(Number.isNaN(seen.getTime()) ? html : withSeen(html, seen.toISOString()), { headers: last.headers });
}

async function offlinePage(url: URL): Promise<Response> {
  const page = (await find(kept.offline, languagePrefix(url.pathname) + OFFLINE_PAGE)) ?? (await find(kept.offline, OFFLINE_PAGE));
  return page ?? Response.error();
}

/** A file whose name carries its content's digest never changes: from here first. */
async function answerAsset(request: Request, url: URL): Promise<Response> {
  const own = await find(kept.assets, url.pathname);
  if (own) return own;
  try {
    const answer = await fetch(request);
    // The map's own bundle, so that a list kept with its map opens it too.
    if (answer.ok && /\/map-[0-9a-f]{10}\./.test(url.pathname)) {
      const cache = await caches.open(kept.assets);
      await cache.put(url.pathname, answer.clone());
    }
    return answer;
  } catch (error) {
    const today = sameAsset(url.pathname, KEPT_ASSETS);
    const instead = today && (await find(kept.assets, today));
    if (instead) return instead;
    throw error;
  }
}

/** The points of the last map opened, and its ground: nothing else of the same kind. */
async function answerMap(event: FetchEvent, url: URL): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    if (answer.ok && !tellsOfVisitor(url.searchParams)) event.waitUntil(keepMap(url, answer.clone()));
    return answer;
  } catch (error) {
    const last = await find(kept.map, url.href);
    if (last) return last;
    throw error;
  }
}

async function keepMap(url: URL, answer: Response): Promise<void> {
  const cache = await caches.open(kept.map);
  for (const key of await cache.keys()) if (new URL(key.url).pathname === url.pathname) await cache.delete(key);
  await cache.put(url.href, answer);
}

let isLookedAfter = false;

/**
 * Once in a while (a worker lives for a visit): the offline page as it is today; and where the server no longer has a
 * worker, this one goes, with all that it kept.
 */
async function lookAfter(): Promise<void> {
  if (isLookedAfter) return;
  isLookedAfter = true;
  const { status } = await fetch('/sw.js', { method: 'HEAD', cache: 'no-store' });
  if (status !== 404 && status !== 410) return keepOfflinePages();
  isWithdrawn = true;
  for (const name of await caches.keys()) if (name.startsWith('terreau-')) await caches.delete(name);
  await worker.registration.unregister();
}
