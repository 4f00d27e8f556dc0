/** A long job: reads the page again while it runs, and shows how far it is. At its end, the whole page is shown anew. */
class LiveProgress extends HTMLElement {
  private timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback() {
    this.wait();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  private wait() {
    if (!('running' in this.dataset)) return;
    this.timer = setTimeout(() => {
      // No network for a moment: the next look may find it.
      this.look().catch(() => this.wait());
    }, 3000);
  }

  private async look() {
    // A page that nobody sees asks for nothing.
    if (document.hidden) return this.wait();
    const answer = await fetch(location.href);
    if (!answer.ok) return this.wait();
    const now = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(this.id);
    if (!now || !('running' in now.dataset)) return location.reload();
    // What has the focus stays: only the bar and the words move on.
    for (const part of ['progress', 'p']) {
      const [old, fresh] = [this.querySelector(part), now.querySelector(part)];
      if (old && fresh) old.replaceWith(fresh);
    }
    this.wait();
  }
}

customElements.define('live-progress', LiveProgress);
