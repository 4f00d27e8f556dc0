/** Address of the bundle that draws: loaded where there is a box to sign in, never before. */
declare const SIGNATURE_SCRIPT: string;

/** A box to sign in. What is drawn goes into the hidden field beside it; the form has another way for who draws nothing. */
class SignatureField extends HTMLElement {
  connectedCallback() {
    const canvas = this.querySelector('canvas');
    const field = this.querySelector('input');
    const button = this.querySelector('button');
    const status = this.querySelector('[role=status]');
    if (!canvas || !field || !button || !status) return;
    this.hidden = true;
    import(SIGNATURE_SCRIPT).then(
      ({ draw }: typeof import('./signature-drawing.ts')) => {
        this.hidden = false;
        const clear = draw(canvas, field);
        button.addEventListener('click', () => {
          clear();
          status.textContent = this.dataset['cleared'] ?? '';
        });
      },
      (error: unknown) => console.error(error),
    );
  }
}

customElements.define('signature-field', SignatureField);
