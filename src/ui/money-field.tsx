import { describedBy, FieldFrame, type FieldProps } from './field.tsx';

interface MoneyProps extends FieldProps {
  /** As typed, or as it is written: « 12,50 ». */
  value?: string | undefined;
  /** « € », « CHF »: after the amount, as it is said. */
  unit: string;
}

/** An amount of money, with its currency in sight and read out. Commas and points are the server's to understand. */
export function MoneyField({ unit, ...props }: MoneyProps) {
  const { id, name, error, value } = props;
  return (
    <FieldFrame {...props}>
      <div class="with-unit">
        <input
          class="input"
          id={id}
          name={name}
          value={value}
          inputMode="decimal"
          autocomplete="off"
          aria-describedby={[describedBy(props), `${id}-unit`].filter(Boolean).join(' ')}
          aria-invalid={error ? 'true' : undefined}
        />
        <span id={`${id}-unit`}>{unit}</span>
      </div>
    </FieldFrame>
  );
}
