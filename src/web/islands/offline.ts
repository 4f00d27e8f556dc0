import { momentWords } from './kept-pages.ts';

/** A page that the service worker kept says so, and since when. Its words are in the page, in its language. */
function sayOffline() {
  const { seen } = document.documentElement.dataset;
  const notice = document.querySelector<HTMLElement>('.offline-notice');
  if (!seen || !notice) return;
  notice.textContent = (notice.dataset['words'] ?? '').replace('{moment}', momentWords(new Date(seen), document.documentElement.lang));
  notice.hidden = false;
}

sayOffline();

// Once the page is there: what is for the next visit waits its turn. A worker that is there already looks for its own
// update; asking for it again would call back one that is leaving.
if ('serviceWorker' in navigator && isSecureContext && !navigator.serviceWorker.controller) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch((error: unknown) => console.warn('The portal will not open off line.', error));
  });
}
