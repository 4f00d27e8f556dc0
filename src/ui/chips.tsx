import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

export interface Chip {
  /** What is filtered, in words. */
  label: string;
  /** The same page without this filter. */
  href: string;
  /** « Retirer le filtre « Ouvert maintenant » » */
  removeLabel: string;
}

/** Chosen filters: each is a link that takes it away. */
export function Chips({ label, chips, children }: { label: string; chips: readonly Chip[]; children?: ComponentChildren }) {
  if (!chips.length) return null;
  return (
    <div class="chips">
      <ul class="chip-list" aria-label={label}>
        {chips.map((chip) => (
          <li key={chip.href}>
            <a class="chip" href={chip.href}>
              <span class="visually-hidden">{chip.removeLabel}</span>
              <span aria-hidden="true">{chip.label}</span>
              <Icon name="x" />
            </a>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
