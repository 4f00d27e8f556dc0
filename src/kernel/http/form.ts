import type { z } from 'zod';
import type { Access } from '../access/access.ts';
import type { Deed } from '../access/viewer.ts';
import type { MessageValues } from '../i18n/messages.ts';
import type { ThrottleRule } from '../throttle/throttle.ts';
import type { PageReply, PageRequest } from './route.ts';

/** One thing to correct: which field, and the key of what is said of it. Field `''`: the form as a whole. */
export interface Mistake {
  field: string;
  key: string;
  values?: MessageValues;
  /** Path without the language, where it is put right; left out: in the field. */
  href?: string;
}

/** A form as its page shows it: what was typed, and what is to be corrected. Empty at first. */
export interface FormState {
  /** As typed. What is given several times is a list. */
  values: Readonly<Record<string, string | readonly string[]>>;
  mistakes: readonly Mistake[];
}

export const emptyForm: FormState = { values: {}, mistakes: [] };

/** What was typed in a field; `or` where nothing was sent. */
export function typed({ values }: FormState, field: string, or = ''): string {
  const value = values[field];
  return typeof value === 'string' ? value : (value?.[0] ?? or);
}

/** All that was ticked under a name; `or` where nothing was sent at all. */
export function tickedIn({ values, mistakes }: FormState, field: string, or: readonly string[] = []): readonly string[] {
  const value = values[field];
  if (value === undefined) return mistakes.length > 0 || Object.keys(values).length > 0 ? [] : or;
  return typeof value === 'string' ? [value] : value;
}

/** A file as it was sent: neither its name nor the type that the browser says is to be trusted. */
export interface Upload {
  filename: string;
  bytes: Buffer;
}

export interface FormRequest<Input, Params = Readonly<Record<string, string>>> extends PageRequest<Params> {
  input: Input;
  /** By field; a field whose file was left out is not in it. */
  files: Readonly<Record<string, Upload>>;
}

/** `mistakes`: the page of the form again, with status 422. */
export type FormReply = PageReply | { mistakes: readonly Mistake[] };

/**
 * What a form sends. The guard has checked where it comes from, who sends it, how often, and each field; then `handle` runs
 * in one unit of work, which also notes that this form was sent: sent again, it gets the first answer and does nothing more.
 */
export interface FormRoute {
  method: 'POST';
  path: string;
  access: Access;
  fields: z.ZodObject;
  /** Fields that take a file, with the most bytes that each may have. */
  files?: Readonly<Record<string, number>>;
  /** How often it may be sent, from one address and by one account. */
  limits?: readonly ThrottleRule[];
  /** Open to all, and worth a robot's while: a hidden trap and a form sent in no time are told so. */
  isGuarded?: true;
  /** `handle` opens its own units: for what calls others (mail servers, identity providers) or must outlive a refusal. */
  isOutsideUnit?: true;
  /** From another site or program, as mail services send one-click unsubscriptions (RFC 8058). */
  isCrossOrigin?: true;
  /**
   * What it does for somebody, where an agent sends it who acts for them: one of these must be what the mandate is for. Left out: it
   * keeps the structure of its path, or it is the sender's own.
   */
  deeds?: readonly [Deed, ...Deed[]];
  again(request: PageRequest<Readonly<Record<string, string>>>, form: FormState): Promise<PageReply>;
  handle(request: FormRequest<never>): Promise<FormReply>;
}

/** Declares what a form sends, with the types of its fields. `again` is the page of the form, as its GET route shows it. */
export function formRoute<Fields extends z.ZodObject>(
  route: Omit<FormRoute, 'method' | 'fields' | 'handle'> & {
    fields: Fields;
    handle(request: FormRequest<z.output<Fields>>): Promise<FormReply>;
  },
): FormRoute {
  return { ...route, method: 'POST' } as FormRoute;
}

/**
 * For programs rather than people: a request and its response as the Fetch standard has them. Used where a library speaks
 * its own protocol (passkeys, identity providers).
 */
export interface EndpointRoute {
  method: 'GET' | 'POST';
  path: string;
  access: Access;
  endpoint(request: PageRequest<Readonly<Record<string, string>>> & { request: Request }): Promise<Response>;
}
