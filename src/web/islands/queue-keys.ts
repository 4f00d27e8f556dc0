/**
 * Keys of the moderation queue: they move the focus and decide nothing by themselves. Each device may switch them off
 * (WCAG 2.1.4), and they are silent while one types.
 */
const SETTING = 'terreau.queue-keys';

class QueueKeys extends HTMLElement {
  private readonly listen = (event: KeyboardEvent) => this.press(event);

  connectedCallback() {
    const box = this.querySelector('input');
    if (!box) return;
    this.hidden = false;
    box.checked = read() !== 'off';
    box.addEventListener('change', () => write(box.checked ? 'on' : 'off'));
    document.addEventListener('keydown', this.listen);
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.listen);
  }

  private press(event: KeyboardEvent) {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    const isTyping = target instanceof HTMLElement && target.matches('textarea, select, input:not([type=checkbox])');
    if (read() === 'off' || isTyping || altKey || ctrlKey || metaKey) return;
    if (this.act(key)) event.preventDefault();
  }

  private act(key: string): boolean {
    if (key === '?') return this.toggleHelp();
    if (key === 'a') return focus('main form[method=post] :is([value=approve], .button-row a)');
    if (key === 'r') return focus('#reason, #bulk-reason');
    if (key === 'q') return focus('#message');
    if (key === 'x') return tick();
    if (key === 'j') return this.step(1);
    if (key === 'k') return this.step(-1);
    return false;
  }

  private toggleHelp(): boolean {
    const help = this.querySelector('details');
    if (!help) return false;
    help.open = !help.open;
    if (help.open) help.querySelector('summary')?.focus();
    return true;
  }

  /** From row to row of a list; on an item's page, to the next one, or back. */
  private step(by: 1 | -1): boolean {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-key-row]')];
    if (rows.length === 0) {
      const next = document.querySelector<HTMLAnchorElement>('main a[rel=next]');
      if (by === 1) next?.click();
      else history.back();
      return true;
    }
    const at = rows.findIndex((row) => row.closest('tr')?.contains(document.activeElement));
    rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
    return true;
  }
}

/** The row that has the focus; ticking decides nothing yet. */
function tick(): boolean {
  const box = document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('.pick input');
  box?.click();
  return box != null;
}

function focus(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  return element !== null;
}

// Private browsing may refuse storage: the keys then work, for this page.
function read(): string | null {
  try {
    return localStorage.getItem(SETTING);
  } catch {
    return null;
  }
}

function write(value: string): void {
  try {
    localStorage.setItem(SETTING, value);
  } catch {}
}

customElements.define('queue-keys', QueueKeys);
