/**
 * « Autour de moi »: fills « Près de » with where the visitor is, and searches. Without JavaScript the element is
 * not shown, and the field does the same work. Its texts come from the page, in the page's language.
 */
class NearMe extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    if (!button) return;
    // Browsers give no position to a page that is not secure: nothing to offer there.
    if (!('geolocation' in navigator) || !isSecureContext) {
      this.hidden = true;
      return;
    }
    button.addEventListener('click', () => {
      this.say('searching');
      button.disabled = true;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => this.search(coords),
        (error) => {
          button.disabled = false;
          this.say(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable');
        },
        { maximumAge: 300_000, timeout: 15_000 },
      );
    });
    // Coming back by the browser's arrow shows the page as it was left: the button must work again.
    addEventListener('pageshow', () => {
      button.disabled = false;
      this.say(null);
    });
  }

  private say(what: 'searching' | 'denied' | 'unavailable' | null) {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = (what && this.dataset[what]) ?? '';
  }

  /** Four decimals are some ten metres: enough to sort by distance, and no more about the visitor. */
  private search({ latitude, longitude }: GeolocationCoordinates) {
    const form = this.closest('form');
    const field = form?.elements.namedItem(this.dataset['field'] ?? 'pres');
    if (!form || !(field instanceof HTMLInputElement)) return;
    field.value = `${latitude.toFixed(4)},${longitude.toFixed(4)}`;
    form.requestSubmit();
  }
}

customElements.define('near-me', NearMe);
