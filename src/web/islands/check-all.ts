/** « Tout cocher »: ticks the boxes of a table, shows whether all are ticked, and says how many in the bar of their form. */
class CheckAll extends HTMLElement {
  connectedCallback() {
    const all = this.querySelector('input');
    const table = this.closest('table');
    if (!all || !table) return;
    const boxes = [...table.querySelectorAll<HTMLInputElement>('tbody .pick input')];
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && !all.checked;
      const count = boxes[0]?.form?.querySelector<HTMLElement>('.bulk-count');
      if (count) count.textContent = ticked > 0 ? (count.dataset['words'] ?? '').replace('{n}', String(ticked)) : '';
    };
    all.addEventListener('change', () => {
      for (const box of boxes) box.checked = all.checked;
    });
    table.addEventListener('change', show);
    // Coming back by the browser's arrow finds the boxes as they were left.
    addEventListener('pageshow', show);
  }
}

customElements.define('check-all', CheckAll);
