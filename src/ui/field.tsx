import type { ComponentChildren } from 'preact';

export interface FieldProps {
  /** Also the id that the error summary links to. */
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

type Described = Pick<FieldProps, 'id' | 'hint' | 'error'>;

/** Ids of the hint and of the error, for `aria-describedby`: in the order in which they are seen. */
export function describedBy({ id, hint, error }: Described): string | undefined {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return ids.length ? ids.join(' ') : undefined;
}

/** The hint and the error of a field or of a group, under its label. */
export function FieldWords({ id, hint, error }: Described) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

/** Label above, hint under it, error beside the control: the same order in every form. */
export function FieldFrame({ id, label, hint, error, children }: Omit<FieldProps, 'name'> & { children: ComponentChildren }) {
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label class="label" for={id}>
        {label}
      </label>
      <FieldWords id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

interface GroupProps extends FieldProps {
  /** The legend as the page's heading, where a page asks this alone. */
  isHeading?: boolean | undefined;
  /** The summary of errors leads to the group itself, where its controls have ids of their own. */
  isTarget?: boolean;
  children: ComponentChildren;
}

/** Several controls that answer one question: its legend is the question. */
export function FieldGroup(props: GroupProps) {
  const { id, label, error, isHeading, isTarget, children } = props;
  return (
    <fieldset
      class={error ? 'field field-group field-wrong' : 'field field-group'}
      id={isTarget ? id : undefined}
      tabIndex={isTarget ? -1 : undefined}
      aria-describedby={describedBy(props)}
    >
      <legend class="label">{isHeading ? <h1>{label}</h1> : label}</legend>
      <FieldWords {...props} />
      {children}
    </fieldset>
  );
}

interface InputProps extends FieldProps {
  value?: string | undefined;
  type?: 'text' | 'search' | 'email' | 'tel' | 'url' | 'number' | 'date' | 'datetime-local';
  autocomplete?: string;
  inputMode?: 'text' | 'search' | 'email' | 'tel' | 'url' | 'numeric' | 'decimal';
  required?: boolean;
  min?: string;
  max?: string;
  /** Id of a datalist: suggestions that the field does without. */
  list?: string;
}

export function Field(props: InputProps) {
  const { id, name, error, value, type = 'text', autocomplete, inputMode, required, min, max, list } = props;
  return (
    <FieldFrame {...props}>
      <input
        class="input"
        id={id}
        name={name}
        type={type}
        value={value}
        autocomplete={autocomplete}
        inputMode={inputMode}
        required={required}
        min={min}
        max={max}
        list={list}
        aria-describedby={describedBy(props)}
        aria-invalid={error ? 'true' : undefined}
      />
    </FieldFrame>
  );
}

export function TextArea(props: FieldProps & { value?: string | undefined; rows?: number; required?: boolean }) {
  const { id, name, error, value, rows = 5, required } = props;
  return (
    <FieldFrame {...props}>
      <textarea
        class="input"
        id={id}
        name={name}
        rows={rows}
        required={required}
        aria-describedby={describedBy(props)}
        aria-invalid={error ? 'true' : undefined}
      >
        {value}
      </textarea>
    </FieldFrame>
  );
}
