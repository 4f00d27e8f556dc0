import { LinkButton } from './button.tsx';
import type { IconName } from './icons.ts';

export interface ContactAction {
  icon: IconName;
  label: string;
  href: string;
}

/** What can be done now. The first is the strongest. */
export function ContactActions({ label, actions }: { label: string; actions: readonly ContactAction[] }) {
  if (!actions.length) return null;
  return (
    <ul class="actions" aria-label={label}>
      {actions.map((action, index) => (
        <li key={action.href}>
          <LinkButton look={index ? 'secondary' : 'primary'} icon={action.icon} href={action.href} wide>
            {action.label}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
