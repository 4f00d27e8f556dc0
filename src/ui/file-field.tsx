import { formatNumber } from '../kernel/i18n/format.ts';
import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { describedBy, FieldFrame, type FieldProps } from './field.tsx';
import { uiMessages } from './messages.ts';

interface FileProps extends FieldProps {
  locale: Locale;
  /** What the browser offers to choose: « image/jpeg,image/png » or « .csv ». The server judges by itself. */
  accept: string;
  /** Bytes that the form's route takes for it: said after the hint. */
  most: number;
  isMultiple?: boolean;
}

/** A file of the device. The form must say `hasFiles`; after a mistake, browsers want it chosen again. */
export function FileField({ locale, accept, most, isMultiple, ...props }: FileProps) {
  const size = formatNumber(Math.round(most / 100_000) / 10, locale);
  const told = { ...props, hint: [props.hint, translator(uiMessages, locale)('ui.file.most', { size })].filter(Boolean).join(' ') };
  return (
    <FieldFrame {...told}>
      <input
        class="input input-file"
        id={props.id}
        name={props.name}
        type="file"
        accept={accept}
        multiple={isMultiple}
        aria-describedby={describedBy(told)}
        aria-invalid={props.error ? 'true' : undefined}
      />
    </FieldFrame>
  );
}
