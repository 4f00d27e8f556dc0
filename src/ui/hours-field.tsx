import type { Locale } from '../kernel/i18n/locales.ts';
import { type Translate, translator } from '../kernel/i18n/messages.ts';
import { FieldGroup, type FieldProps, FieldWords } from './field.tsx';
import { uiMessages } from './messages.ts';

/** Days as OpenStreetMap names them, in lower case. */
const days = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
const ranges = [1, 2] as const;

interface HoursProps extends FieldProps {
  locale: Locale;
  /** What each field holds, by its name: a time as « 09:30 », or any text for a day that is ticked as closed. */
  typed(field: string): string;
  /** What is to be corrected in a field, by its name. */
  wrong?(field: string): { error?: string };
}

/**
 * The hours of a week: each day has two ranges and a box « fermé ». Fields are `name.mo.1.from`, `name.mo.1.to`,
 * `name.mo.2.from`… and `name.mo.closed`; the id of each control is its name, that of the whole is `id`.
 */
export function HoursField({ locale, typed, wrong, ...props }: HoursProps) {
  const t = translator(uiMessages, locale);
  return (
    <FieldGroup {...props} isTarget>
      <div class="week">
        {days.map((day) => (
          <Day key={day} day={day} name={`${props.name}.${day}`} typed={typed} wrong={wrong} t={t} />
        ))}
      </div>
    </FieldGroup>
  );
}

type DayProps = Pick<HoursProps, 'typed'> & {
  wrong: HoursProps['wrong'];
  day: (typeof days)[number];
  name: string;
  t: Translate<keyof typeof uiMessages.fr>;
};

function Day({ day, name, typed, wrong, t }: DayProps) {
  const times = ranges.map((range) => ({ range, from: `${name}.${range}.from`, to: `${name}.${range}.to` }));
  const closed = `${name}.closed`;
  const errorOf = (field: string) => wrong?.(field).error;
  const error = [...times.flatMap(({ from, to }) => [from, to]), closed].map(errorOf).find(Boolean);
  return (
    <fieldset class={error ? 'day field-wrong' : 'day'} aria-describedby={error && `${name}-error`}>
      <legend>{t(`ui.hours.${day}`)}</legend>
      <FieldWords id={name} error={error} />
      <div class="day-ranges">
        {times.map(({ range, from, to }) => (
          <div class="day-range" key={range}>
            <label for={from}>{t(range === 1 ? 'ui.hours.from' : 'ui.hours.and-from')}</label>
            <Time name={from} typed={typed} isWrong={Boolean(errorOf(from))} />
            <label for={to}>{t('ui.hours.to')}</label>
            <Time name={to} typed={typed} isWrong={Boolean(errorOf(to))} />
          </div>
        ))}
      </div>
      <div class="check">
        <input id={closed} name={closed} type="checkbox" value="1" checked={typed(closed) !== ''} />
        <label for={closed}>{t('ui.hours.closed')}</label>
      </div>
    </fieldset>
  );
}

function Time({ name, typed, isWrong }: Pick<HoursProps, 'typed'> & { name: string; isWrong: boolean }) {
  return <input class="input" id={name} name={name} type="time" value={typed(name)} aria-invalid={isWrong ? 'true' : undefined} />;
}
