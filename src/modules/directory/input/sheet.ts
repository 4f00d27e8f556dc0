import type { z } from 'zod';
import { requiredText } from '../../../kernel/http/fields.ts';
import type { Mistake } from '../../../kernel/http/form.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Calendar } from '../hours-evaluator.ts';

/** A form of facts, flat: a text for a field, or several where boxes are ticked. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** Where a form is filled in: whose telephones, postcodes, hours and money. */
export type FormPlace = Pick<TerritoryContext, 'country' | 'holidayRegion' | 'timeZone' | 'currency'>;

export function calendarOf({ country, holidayRegion, timeZone }: FormPlace): Calendar {
  return { country, holidayRegion, timeZone };
}

/**
 * A form as it is read, field by field. What was sent as it was shown is what is kept, whatever it is: nobody has to mend the
 * words of a source that they did not come to change.
 */
export class Sheet {
  readonly mistakes: Mistake[] = [];
  private readonly sent: FormValues;
  private readonly shown: FormValues;
  private readonly fields: readonly string[] | 'all';

  constructor(sent: FormValues, shown: FormValues, fields: readonly string[] | 'all') {
    this.sent = sent;
    this.shown = shown;
    this.fields = fields;
  }

  /** Whether the form has this field. */
  has(field: string): boolean {
    return this.fields === 'all' || this.fields.includes(field);
  }

  /** What was typed; '' where nothing was. */
  typed(field: string): string {
    const value = this.sent[field];
    return typeof value === 'string' ? value : (value?.[0] ?? '');
  }

  /** What was ticked. */
  ticked(field: string): readonly string[] {
    const value = this.sent[field];
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  }

  /** Whether any of these was sent otherwise than it was shown. */
  isChanged(...fields: readonly string[]): boolean {
    return fields.some((field) => this.has(field) && text(this.sent[field]) !== text(this.shown[field]));
  }

  /** One field by its schema, whose errors are keys of messages; as it is kept where it was not changed, or is a mistake. */
  read<Schema extends z.ZodType>(field: string, schema: Schema, kept: z.output<Schema>): z.output<Schema> {
    if (!this.isChanged(field)) return kept;
    const read = schema.safeParse(this.sent[field]);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    this.say(field, issue?.message ?? 'form.required');
    return kept;
  }

  /** A text that must be there, also where none was kept. @param key what is said where it is not. */
  readRequired(field: string, key: string, most: number, kept: string): string {
    if (this.has(field) && kept === '' && !this.isChanged(field)) this.say(field, key);
    return this.read(field, requiredText(key, most), kept);
  }

  /** What is ticked of a vocabulary: those kept in their order, then the others; what it does not know is kept. */
  choose<Code extends string>(field: string, codes: readonly Code[], kept: readonly Code[], most = codes.length): readonly Code[] {
    if (!this.isChanged(field)) return kept;
    const ticked = this.ticked(field);
    const stays = kept.filter((code) => ticked.includes(code) || !codes.includes(code));
    const chosen = [...stays, ...codes.filter((code) => ticked.includes(code) && !stays.includes(code))];
    if (chosen.length <= most) return chosen;
    this.say(field, 'form.too-many');
    return kept;
  }

  say(field: string, key: string, values?: Mistake['values']): void {
    this.mistakes.push({ field, key, ...(values && { values }) });
  }
}

/** Of a field, to be compared; the order in which boxes stand says nothing, nor how a browser ends its lines. */
function text(value: string | readonly string[] | undefined): string {
  const parts = value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
  return parts
    .filter((part) => part !== '')
    .map((part) => part.replace(/\r\n?/g, '\n').normalize('NFC').trim())
    .sort()
    .join('\u0000');
}
