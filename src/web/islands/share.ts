/**
 * Adds to a page's ways of sharing what the device offers: its own dialog, and copying the address. A button that would do
 * nothing here is not shown; without JavaScript, none is. Its texts come from the page, in the page's language.
 */
class SharePage extends HTMLElement {
  connectedCallback() {
    const { title = '', url = location.href } = this.dataset;
    this.offer('share', 'share' in navigator && (() => navigator.share({ title, url })));
    // Browsers give both to secure pages only.
    this.offer('copy', 'clipboard' in navigator && (() => navigator.clipboard.writeText(url).then(() => this.say('copied'))));
  }

  private offer(name: string, work: false | (() => Promise<void>)) {
    const button = this.querySelector<HTMLButtonElement>(`button[name=${name}]`);
    if (!button) return;
    button.hidden = !work;
    if (work)
      button.addEventListener('click', () => {
        work().catch((error: unknown) => {
          // Closed without sharing: nothing to say.
          if (!(error instanceof DOMException && error.name === 'AbortError')) this.say('failed');
        });
      });
  }

  private say(what: 'copied' | 'failed') {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = this.dataset[what] ?? '';
  }
}

customElements.define('share-page', SharePage);
