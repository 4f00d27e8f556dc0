import { describedBy, type FieldProps } from './field.tsx';

export function Checkbox(props: FieldProps & { value: string; checked?: boolean }) {
  const { id, name, label, hint, error, value, checked } = props;
  return (
    <div class={error ? 'check field-wrong' : 'check'}>
      <input
        id={id}
        name={name}
        type="checkbox"
        value={value}
        checked={checked}
        aria-describedby={describedBy(props)}
        aria-invalid={error ? 'true' : undefined}
      />
      <label for={id}>{label}</label>
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
    </div>
  );
}
