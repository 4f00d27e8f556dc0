import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { FieldGroup, type FieldProps } from './field.tsx';
import { uiMessages } from './messages.ts';

const parts = ['day', 'month', 'year'] as const;

export type DatePart = (typeof parts)[number];

interface DateProps extends FieldProps {
  locale: Locale;
  /** As typed. */
  value?: Readonly<Partial<Record<DatePart, string>>>;
  /** Which parts the error is about; without it, all. */
  wrong?: readonly DatePart[];
  /** A date of birth, which the browser may know. */
  isBirthday?: boolean;
}

/**
 * A date that one knows by heart, typed in three numbers: quicker than a calendar for a date of birth or of a document.
 * They are sent as `name.day`, `name.month` and `name.year`; the first control has the group's id.
 */
export function DateField({ locale, value = {}, wrong = parts, isBirthday, ...props }: DateProps) {
  const t = translator(uiMessages, locale);
  return (
    <FieldGroup {...props}>
      <div class="date-parts">
        {parts.map((part) => {
          const id = part === 'day' ? props.id : `${props.id}-${part}`;
          return (
            <div key={part}>
              <label for={id}>{t(`ui.date.${part}`)}</label>
              <input
                class={part === 'year' ? 'input input-year' : 'input'}
                id={id}
                name={`${props.name}.${part}`}
                value={value[part]}
                inputMode="numeric"
                autocomplete={isBirthday ? `bday-${part}` : 'off'}
                aria-invalid={props.error && wrong.includes(part) ? 'true' : undefined}
              />
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}
