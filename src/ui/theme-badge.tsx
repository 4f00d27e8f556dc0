import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

/** The class that carries a theme's tint; its hue is in `styles/themes.css`. */
export function themeClass(code: string): string {
  return `theme-${code}`;
}

/** A theme's icon in its leaf. `strong` is for tinted grounds, on which the pale leaf would not show. */
export function ThemeBadge({ code, icon, strong, large }: { code: string; icon: IconName; strong?: boolean; large?: boolean }) {
  return (
    <span class={`leaf ${themeClass(code)}${strong ? ' leaf-strong' : ''}${large ? ' leaf-large' : ''}`}>
      <Icon name={icon} />
    </span>
  );
}
