/** Address of the map's own bundle, written in by the build: it is loaded when a map is opened, never before. */
declare const MAP_SCRIPT: string;

/** « Voir la carte ». Without JavaScript the element is not shown, and the list does the work. */
class DirectoryMap extends HTMLElement {
  private close: (() => void) | null = null;
  private openWords = '';

  connectedCallback() {
    const button = this.querySelector('button');
    const label = button?.querySelector('span');
    if (!button || !label) return;
    this.openWords = label.textContent ?? '';
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', () => {
      if (!this.close) return void this.open(button, label);
      this.close();
      this.close = null;
      this.classList.remove('is-open');
      button.setAttribute('aria-expanded', 'false');
      label.textContent = this.openWords;
      this.say('');
    });
  }

  private say(words: string) {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = words;
  }

  private async open(button: HTMLButtonElement, label: HTMLElement) {
    const { dataset } = this;
    // A second press while it comes would open a second one.
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    this.say(dataset['loading'] ?? '');
    try {
      const { openMap } = (await import(MAP_SCRIPT)) as typeof import('./map.ts');
      const opened = await openMap(this);
      this.close = opened.close;
      this.classList.add('is-open');
      button.setAttribute('aria-expanded', 'true');
      label.textContent = dataset['close'] ?? '';
      this.say(opened.status);
      opened.show();
    } catch (error) {
      // In words for the visitor, in full for who looks into it.
      console.error(error);
      this.say(dataset['failed'] ?? '');
    } finally {
      button.ariaBusy = null;
    }
  }
}

customElements.define('directory-map', DirectoryMap);
