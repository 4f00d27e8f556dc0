import { describedBy, FieldFrame, type FieldProps } from './field.tsx';

interface CodeProps extends FieldProps {
  /** `digits`: sent a moment ago, the device may fill it in. `letters`: copied from paper, letters and digits. */
  kind: 'digits' | 'letters';
  value?: string | undefined;
}

/** A code to copy. No length is set: one that is pasted with its spaces would lose its end. */
export function CodeField(props: CodeProps) {
  const { id, name, error, kind, value } = props;
  return (
    <FieldFrame {...props}>
      <input
        class="input input-code"
        id={id}
        name={name}
        value={value}
        inputMode={kind === 'digits' ? 'numeric' : 'text'}
        autocomplete={kind === 'digits' ? 'one-time-code' : 'off'}
        autocapitalize={kind === 'digits' ? undefined : 'characters'}
        spellcheck={false}
        aria-describedby={describedBy(props)}
        aria-invalid={error ? 'true' : undefined}
      />
    </FieldFrame>
  );
}
