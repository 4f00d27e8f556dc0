import type { ComponentChildren } from 'preact';
import { ErrorSummary } from './error-summary.tsx';
import { Hidden } from './hidden.tsx';

export interface FormProps {
  action: string;
  /** The hidden field that says which form this is: sent twice, it does its work once. */
  submission: { name: string; value: string };
  /** A field that people do not see and robots fill. */
  trap?: { name: string; label: string };
  problem?: { title: string; errors: readonly { id: string; message: string }[] };
  /** It takes files. */
  hasFiles?: boolean;
  id?: string;
  children: ComponentChildren;
}

/** What is sent by a button. What is wrong comes first; our words say it, not the browser's. */
export function Form({ action, submission, trap, problem, hasFiles, id, children }: FormProps) {
  return (
    <form class="form" id={id} method="post" action={action} enctype={hasFiles ? 'multipart/form-data' : undefined} noValidate>
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
