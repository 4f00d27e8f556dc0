import { type IconName, iconSprite } from './icons.ts';

/** Always beside words that say the same: hidden from screen readers. */
export function Icon({ name, class: className }: { name: IconName; class?: string }) {
  return (
    <svg class={className ? `icon ${className}` : 'icon'} width="24" height="24" aria-hidden="true">
      <use href={`${iconSprite()}#${name}`} />
    </svg>
  );
}
