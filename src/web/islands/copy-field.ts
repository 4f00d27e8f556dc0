/** « Copier »: shown where the browser gives a page the clipboard. Its texts come from the page, in the page's language. */
class CopyField extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    const button = this.querySelector('button');
    const status = this.querySelector('[role=status]');
    if (!field || !button || !status) return;
    button.hidden = !('clipboard' in navigator);
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(field.value).then(
        () => {
          status.textContent = this.dataset['copied'] ?? '';
        },
        () => {
          status.textContent = this.dataset['failed'] ?? '';
          field.select();
        },
      );
    });
  }
}

customElements.define('copy-field', CopyField);
