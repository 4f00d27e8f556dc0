import { describedBy, FieldFrame, type FieldProps } from './field.tsx';

export interface Option {
  value: string;
  label: string;
}

export function Select(props: FieldProps & { options: readonly Option[]; value?: string | undefined }) {
  const { id, name, error, options, value = '' } = props;
  return (
    <FieldFrame {...props}>
      <select class="input select" id={id} name={name} aria-describedby={describedBy(props)} aria-invalid={error ? 'true' : undefined}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
