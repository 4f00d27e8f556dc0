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
          // The message sends to the field: it must be in sight.
          const filters = this.field?.closest('details');
          if (filters) filters.open = true;
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

  private get field(): HTMLInputElement | null {
    const field = this.closest('form')?.elements.namedItem(this.dataset['field'] ?? 'pres');
    return field instanceof HTMLInputElement ? field : null;
  }

  private say(what: 'searching' | 'denied' | 'unavailable' | null) {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = (what && this.dataset[what]) ?? '';
  }

  /** Three decimals are some hundred metres: enough to sort by distance, and no more about the visitor. */
  private search({ latitude, longitude }: GeolocationCoordinates) {
    const { field } = this;
    const point = this.querySelector('input');
    if (!field || !point) return;
    field.value = this.dataset['position'] ?? '';
    point.value = `${latitude.toFixed(3)},${longitude.toFixed(3)} ${field.value}`;
    point.disabled = false;
    field.form?.requestSubmit();
  }
}

customElements.define('near-me', NearMe);
