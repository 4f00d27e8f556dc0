/** « Afficher »: lets one read the password that one types. Its texts come from the page, in the page's language. */
class TerreauPassword extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input');
    const button = this.querySelector('button');
    const status = this.querySelector('[role=status]');
    if (!field || !button || !status) return;
    const show = (isShown: boolean) => {
      field.type = isShown ? 'text' : 'password';
      button.textContent = this.dataset[isShown ? 'hide' : 'show'] ?? '';
    };
    button.addEventListener('click', () => {
      show(field.type === 'password');
      status.textContent = this.dataset[field.type === 'password' ? 'hidden' : 'shown'] ?? '';
    });
    // A text that was sent is one that browsers propose again, for all to see.
    field.form?.addEventListener('submit', () => show(false));
  }
}

customElements.define('terreau-password', TerreauPassword);
