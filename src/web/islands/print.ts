/** « Imprimer »: shown where its script runs; elsewhere the browser's own menu does it. */
class PrintPage extends HTMLElement {
  connectedCallback() {
    this.querySelector('button')?.addEventListener('click', () => print());
  }
}

customElements.define('print-page', PrintPage);
