import { Button, LinkButton } from './button.tsx';
import { Checkbox } from './checkbox.tsx';
import type { FieldProps } from './field.tsx';
import { Form, type FormProps } from './form.tsx';
import { Heading, type HeadingLevel } from './heading.tsx';
import { Icon } from './icon.tsx';

interface ConfirmPanelProps {
  /** « Supprimer la page du Perchoir ? » */
  title: string;
  level?: HeadingLevel;
  /** What is lost, one sentence each. */
  losses: readonly string[];
  form: Omit<FormProps, 'children'>;
  /** The box to tick first: « J’ai compris que cela ne se défait pas ». The server checks that it was. */
  box: FieldProps;
  /** The action itself, the verb first. */
  button: string;
  cancel: { label: string; href: string };
}

/** Before what cannot be undone: says what is lost, and wants a box ticked. */
export function ConfirmPanel({ title, level = 2, losses, form, box, button, cancel }: ConfirmPanelProps) {
  return (
    <section class="confirm-panel">
      <Heading level={level} class="confirm-title">
        <Icon name="triangle-alert" />
        <span>{title}</span>
      </Heading>
      <ul>
        {losses.map((loss) => (
          <li key={loss}>{loss}</li>
        ))}
      </ul>
      <Form {...form}>
        <Checkbox {...box} value="1" />
        <div class="submit-row">
          <Button look="danger">{button}</Button>
          <LinkButton look="secondary" href={cancel.href}>
            {cancel.label}
          </LinkButton>
        </div>
      </Form>
    </section>
  );
}
