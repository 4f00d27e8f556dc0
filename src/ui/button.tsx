import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

function classes(look: ButtonLook, wide?: boolean): string {
  return `button${look === 'primary' ? '' : ` button-${look}`}${wide ? ' button-wide' : ''}`;
}

interface ButtonProps {
  look?: ButtonLook;
  icon?: IconName;
  wide?: boolean;
  children: ComponentChildren;
}

export function Button({
  look = 'primary',
  icon,
  wide,
  type = 'submit',
  name,
  value,
  disabled,
  form,
  action,
  children,
}: ButtonProps & {
  type?: 'submit' | 'button';
  name?: string;
  value?: string;
  disabled?: boolean;
  /** Id of the form that it sends, where it stands outside of it. */
  form?: string;
  /** Where it sends the form, other than where the form says. */
  action?: string;
}) {
  return (
    <button class={classes(look, wide)} type={type} name={name} value={value} disabled={disabled} form={form} formAction={action}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

export function LinkButton({
  look = 'primary',
  icon,
  wide,
  href,
  rel,
  target,
  children,
}: ButtonProps & { href: string; rel?: string; target?: '_blank' }) {
  return (
    <a class={classes(look, wide)} href={href} rel={rel} target={target}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}
