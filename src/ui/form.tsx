import type { ComponentChildren } from 'preact';
import { Button, type ButtonLook, LinkButton } from './button.tsx';
import { ErrorSummary, type FieldError } from './error-summary.tsx';
import { Hidden } from './hidden.tsx';
import type { IconName } from './icons.ts';

export interface FormProps {
  action: string;
  /** The hidden field that says which form this is: sent twice, it does its work once. */
  submission: { name: string; value: string };
  /** A field that people do not see and robots fill. */
  trap?: { name: string; label: string };
  problem?: { title: string; errors: readonly FieldError[] };
  /** It takes files. */
  hasFiles?: boolean;
  /** For controls that belong to it and stand elsewhere. */
  id?: string;
  /** Names the form, where a page has several. */
  label?: string;
  children: ComponentChildren;
}

/** What is sent by a button. What is wrong comes first; our words say it, not the browser's. */
export function Form({ action, submission, trap, problem, hasFiles, id, label, children }: FormProps) {
  return (
    <form
      class="form"
      id={id}
      method="post"
      action={action}
      enctype={hasFiles ? 'multipart/form-data' : undefined}
      noValidate
      aria-label={label}
    >
      {problem && <ErrorSummary title={problem.title} errors={problem.errors} />}
      <Hidden {...submission} />
      {trap && (
        <p class="visually-hidden" aria-hidden="true">
          <label for={`${trap.name}-trap`}>{trap.label}</label>
          <input id={`${trap.name}-trap`} name={trap.name} tabIndex={-1} autocomplete="off" />
        </p>
      )}
      {children}
    </form>
  );
}

interface Way {
  label: string;
  icon?: IconName;
}

interface SendingWay extends Way {
  /** What the server reads to know which button was pressed. */
  name?: string;
  value?: string;
  /** Where it sends the form, other than where the form says. */
  action?: string;
}

interface SubmitRowProps {
  primary: SendingWay & { look?: Exclude<ButtonLook, 'quiet'> };
  /** Sends the form too: « Enregistrer sans envoyer ». */
  secondary?: SendingWay | undefined;
  /** Leaves without sending. */
  cancel?: (Way & { href: string }) | undefined;
}

/** The end of a form. The first button is what the Enter key does. */
export function SubmitRow({ primary, secondary, cancel }: SubmitRowProps) {
  const { label, ...way } = primary;
  return (
    <div class="submit-row">
      <Button {...way}>{label}</Button>
      {secondary && <Secondary {...secondary} />}
      {cancel && (
        <LinkButton look="quiet" href={cancel.href}>
          {cancel.label}
        </LinkButton>
      )}
    </div>
  );
}

function Secondary({ label, ...way }: SendingWay) {
  return (
    <Button look="secondary" {...way}>
      {label}
    </Button>
  );
}
