import type { ComponentChildren } from 'preact';
import { Button, LinkButton } from './button.tsx';
import { Icon } from './icon.tsx';

interface ToolbarProps {
  action: string;
  /** Names the form, and the button that unfolds it: « Filtrer les demandes ». */
  label: string;
  button: string;
  /** The whole list again; absent where nothing narrows it. */
  reset?: { label: string; href: string } | undefined;
  /** Fields and lists, a line of them. */
  children: ComponentChildren;
}

/** What a list is narrowed by, above it: the address of the page says what was chosen, and can be kept. On a phone it is folded. */
export function Toolbar({ action, label, button, reset, children }: ToolbarProps) {
  return (
    <details class="toolbar-fold" open={reset !== undefined}>
      <summary>
        <Icon name="sliders-horizontal" />
        {label}
      </summary>
      <form class="toolbar" action={action} aria-label={label}>
        <div class="toolbar-fields">{children}</div>
        <div class="button-row">
          <Button look="secondary">{button}</Button>
          {reset && (
            <LinkButton look="quiet" href={reset.href}>
              {reset.label}
            </LinkButton>
          )}
        </div>
      </form>
    </details>
  );
}
