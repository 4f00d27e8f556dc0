import { describedBy, FieldFrame, type FieldProps } from './field.tsx';

/** A password: never written back into the page. */
export function PasswordField(props: FieldProps & { autocomplete: 'current-password' | 'new-password' }) {
  const { id, name, error, autocomplete } = props;
  return (
    <FieldFrame {...props}>
      <input
        class="input"
        id={id}
        name={name}
        type="password"
        autocomplete={autocomplete}
        spellcheck={false}
        autocapitalize="none"
        aria-describedby={describedBy(props)}
        aria-invalid={error ? 'true' : undefined}
      />
    </FieldFrame>
  );
}
