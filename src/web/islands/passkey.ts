/** Address of the bundle that speaks with the browser's keeper of keys: loaded when a button is pressed, never before. */
declare const PASSKEY_SCRIPT: string;

/** « Entrer avec une clé d’accès », « Ajouter une clé d’accès »: what browsers do only for a script. */
class TerreauPasskey extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    const status = this.querySelector('[role=status]');
    if (!button || !status) return;
    button.addEventListener('click', () => void this.run(button, status));
  }

  private async run(button: HTMLButtonElement, status: Element) {
    const { way, next = '/', failed = '' } = this.dataset;
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    status.textContent = '';
    try {
      const { add, enter } = (await import(PASSKEY_SCRIPT)) as typeof import('./passkey-ceremony.ts');
      await (way === 'add' ? add(this.querySelector('input')?.value ?? '') : enter());
      location.assign(next);
    } catch (error) {
      // In words for the visitor, who may just have changed their mind; in full for who looks into it.
      console.error(error);
      status.textContent = failed;
    } finally {
      button.ariaBusy = null;
    }
  }
}

customElements.define('terreau-passkey', TerreauPasskey);
