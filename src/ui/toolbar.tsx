import type { ComponentChildren } from 'preact';
import { Button, LinkButton } from './button.tsx';

interface ToolbarProps {
  action: string;
  /** Names the form: « Filtrer les demandes ». */
  label: string;
  button: string;
  /** The whole list again; absent where nothing narrows it. */
  reset?: { label: string; href: string } | undefined;
  /** Fields and lists, a line of them. */
  children: ComponentChildren;
}

/** What a list is narrowed by, above it: the address of the page says what was chosen, and can be kept. */
export function Toolbar({ action, label, button, reset, children }: ToolbarProps) {
  return (
    <form class="toolbar" action={action} aria-label={label}>
      <div class="toolbar-fields">{children}</div>
      <div class="button-row">
        <Button look="secondary" icon="sliders-horizontal">
          {button}
        </Button>
        {reset && (
          <LinkButton look="quiet" href={reset.href}>
            {reset.label}
          </LinkButton>
        )}
      </div>
    </form>
  );
}
