import { describedBy, type FieldProps, FieldWords } from './field.tsx';

export function Checkbox(props: FieldProps & { value: string; checked?: boolean | undefined }) {
  const { id, name, label, error, value, checked } = props;
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
      <FieldWords {...props} />
    </div>
  );
}
