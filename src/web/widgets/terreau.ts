/**
 * For other sites' pages, as one script under an address that stays: `<terreau-annonces>`, `<terreau-annuaire>` and
 * `<terreau-carte>`. Each asks the portal that the script comes from for its HTML and puts it in a shadow root, with the page's
 * letters and colours. Until then, and where the portal does not answer, what the element holds stays: a link. No cookie, nothing
 * from anywhere else; its styles are a constructed sheet, which a page's content security policy has no say in.
 */
declare const EMBED_STYLE: string;

const names = ['annonces', 'annuaire', 'carte'];

/** Not of the list: what any element may have. */
const global = /^(id|class|style|lang|dir|title|slot|hidden|role|tabindex|translate|part|is|(data|aria|on).*)$/;

const words = {
  fr: { loading: 'Chargement…', failed: 'Cette liste n’a pas pu être chargée.', portal: 'La voir sur le portail' },
  en: { loading: 'Loading…', failed: 'This list could not be loaded.', portal: 'See it on the portal' },
};

/** Milliseconds after which the portal is said not to answer. */
const PATIENCE = 15_000;

const { src } = document.currentScript as HTMLScriptElement;
const portal = new URL(src).origin;

/** Null in a browser that knows no such sheet: the list is then as plain as the page's own. */
function constructedSheet(): CSSStyleSheet | null {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync(EMBED_STYLE);
    return made;
  } catch {
    return null;
  }
}

const sheet = constructedSheet();

/** What the page is painted with behind an element: numbers on the colour of its text are read in it. */
function paperBehind(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return '#fff';
}

async function fetched(address: string): Promise<string> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(address, { credentials: 'omit', signal: stop.signal });
    if (!response.ok) throw new Error(String(response.status));
    return await response.text();
  } finally {
    clearTimeout(timer);
  }
}

class TerreauList extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const list = this.localName.slice('terreau-'.length);
    const isEnglish = /^en\b/i.test(this.closest('[lang]')?.getAttribute('lang') ?? '');
    const said = words[isEnglish ? 'en' : 'fr'];
    const root = this.attachShadow({ mode: 'open' });
    if (sheet && 'adoptedStyleSheets' in root) root.adoptedStyleSheets = [sheet];
    this.style.setProperty('--terreau-paper', paperBehind(this));
    root.innerHTML = `<div class="embed" lang="${isEnglish ? 'en' : 'fr'}"><p class="embed-status" role="status">${said.loading}</p>${this.reserved(list)}<div class="embed-more"><slot></slot></div></div>`;
    const query = new URLSearchParams();
    for (const { name, value } of this.attributes) if (!global.test(name)) query.set(name, value || '1');
    const path = `/cadre/${list}.html?${query}`;
    const french = () => fetched(portal + path);
    // A portal that does not speak English shows its list in French.
    (isEnglish ? fetched(`${portal}/en${path}`).catch(french) : french()).then(
      (html) => {
        root.innerHTML = html;
      },
      () => {
        const status = root.querySelector('.embed-status');
        if (!status) return;
        status.classList.add('is-failed');
        status.textContent = said.failed;
        root.querySelector('.embed-reserved')?.remove();
        const slot = root.querySelector('slot');
        if (slot) slot.innerHTML = `<a href="${portal}/${list === 'carte' ? 'annuaire' : list}">${said.portal}</a>`;
      },
    );
  }

  /** As much room as the list will take, so that what follows stays where it is. */
  private reserved(list: string): string {
    const number = Math.min(20, Number(this.getAttribute('nombre')) || (list === 'carte' ? 12 : 5));
    const items = '<li class="embed-item embed-wait"></li>'.repeat(number);
    return list === 'carte'
      ? `<div class="embed-reserved embed-plan" aria-hidden="true"><div class="embed-map embed-wait"></div><ol class="embed-legend">${items}</ol></div>`
      : `<ul class="embed-reserved embed-list" aria-hidden="true">${items}</ul>`;
  }
}

for (const name of names) {
  const tag = `terreau-${name}`;
  // A page that has the script twice has it once; an element has one class.
  if (!customElements.get(tag)) customElements.define(tag, class extends TerreauList {});
}
