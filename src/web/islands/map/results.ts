/** What was chosen so far goes along with a card's link; it is no part of what the card is about. */
function withoutChoice(href: string): string {
  const url = new URL(href, location.origin);
  if (!url.searchParams.has('choix')) return href;
  url.searchParams.delete('choix');
  return url.pathname + url.search;
}

/** The cards of the list beside the map: what is pointed at in one stands out in the other. */
export class Results {
  private readonly cards = new Map<string, HTMLElement>();
  private readonly leaving = new AbortController();

  /** `point` hears which result the list points at, by its path; null: none. */
  constructor(point: (path: string | null) => void) {
    const { signal } = this.leaving;
    for (const card of document.querySelectorAll<HTMLElement>('main .card')) {
      const href = card.querySelector('a')?.getAttribute('href');
      if (!href) continue;
      const path = withoutChoice(href);
      this.cards.set(path, card);
      for (const type of ['focusin', 'pointerenter']) card.addEventListener(type, () => point(path), { signal });
      for (const type of ['focusout', 'pointerleave']) card.addEventListener(type, () => point(null), { signal });
    }
  }

  highlight(paths: readonly string[]): void {
    for (const [own, card] of this.cards) card.classList.toggle('is-highlighted', paths.includes(own));
  }

  /** Brings a result's card in sight where the list stands beside the map; under it, the page would jump away. */
  reveal(path: string, frame: HTMLElement): void {
    const card = this.cards.get(path);
    if (!card) return;
    const isBeside = card.getBoundingClientRect().right <= frame.getBoundingClientRect().left;
    if (isBeside) card.scrollIntoView({ block: 'nearest' });
  }

  leave(): void {
    this.leaving.abort();
    this.highlight([]);
  }
}
