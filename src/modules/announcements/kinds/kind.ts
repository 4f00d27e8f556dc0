import type { ArticleLeaf, DemandLeaf, JobPostingLeaf, OfferLeaf } from 'schema-dts';
import type { Temporal } from 'temporal-polyfill';
import type { Mistake } from '../../../kernel/http/form.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import type { Messages } from '../../../kernel/i18n/messages.ts';
import type { IconName } from '../../../ui/icons.ts';

type Country = TerritoryContext['country'];

/** One fact of a kind, as its form asks it and its page says it. */
export type FactField = {
  /** Also its name in the form, in the API, and the end of its message keys. */
  name: string;
  /** Everywhere, or in one country alone. `fieldsOf` says which it is. */
  isRequired?: true | Country;
  /** Asked in one country alone. */
  country?: Country;
  /** Its column in a file, in French, where its label is that of something else too. */
  column?: string;
} & (
  | { type: 'text'; most?: number }
  /** `only`: values of one country alone. */
  | { type: 'choice' | 'choices'; values: readonly string[]; only?: Readonly<Record<string, Country>>; isFacet?: true }
  /** A box; what is not ticked is not said. */
  | { type: 'box'; isFacet?: true }
  | { type: 'date' }
  /** `says`: the end of the key by which a page says it. */
  | { type: 'number'; least: number; most: number; isDecimal?: true; says: string }
  /** In the territory's currency. `says`: the end of the key by which a list says it. */
  | { type: 'money'; says?: string }
  /** An address of the web. */
  | { type: 'link' }
  /** A job title of ROME. */
  | { type: 'occupation' }
);

/** Facts as they are kept: texts, ISO dates, codes of ROME's job titles; numbers; amounts in minor units; `true`; lists of codes. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What a kind's rules know beside the facts. */
export interface KindContext {
  territory: Pick<TerritoryContext, 'country' | 'holidayRegion' | 'timeZone' | 'currency'>;
  /** On the territory's clock. */
  today: Temporal.PlainDate;
}

/** Texts to begin from. What stands in brackets is for its author to say. */
export type ModelTexts = Readonly<Record<Locale, { title: string; body: string }>>;

/** A kind of announcements: a folder of its own, listed in `kinds/index.ts`. */
export interface AnnouncementKind {
  /** Stable name: in the store and in the API. */
  code: string;
  /** In page addresses, in French. */
  slug: string;
  icon: IconName;
  /** The residents' theme whose tint it has. */
  theme: string;
  /** Offered in one country alone. */
  country?: Country;
  fields: readonly FactField[];
  /** Which facts a list shows, in their order. */
  summary: readonly string[];
  /** Facts that say when it takes place or begins, and ends. */
  period?: { from: string; until?: string };
  /** For people who begin: shown on the page for young people. */
  isForYouth: boolean;
  /** One answers it with a file, if one likes. */
  takesFile?: true;
  /** It tells something, and asks for no answer. */
  takesNoAnswer?: true;
  /** Days that it stays published, unless it says when it ends. */
  lifetimeDays: number;
  /** Its words, and those of the facts that it alone has. */
  messages: Messages;
  label(locale: Locale, country: Country): string;
  /** « Proposer une mission de bénévolat » */
  invitation(locale: Locale, country: Country): string;
  model: ModelTexts;
  /** What does not go together, beside what each field says. */
  mistakes?(facts: Facts, context: KindContext): readonly Mistake[];
  /** Not published before this day. */
  earliest?(facts: Facts, context: KindContext): Temporal.PlainDate | null;
  /** What it is to search engines, beside its title, text and publisher. */
  schema: (facts: Facts, context: Pick<KindContext, 'territory'>) => ArticleLeaf | DemandLeaf | JobPostingLeaf | OfferLeaf;
}

export function textOf(facts: Facts, name: string): string | null {
  const value = facts[name];
  return typeof value === 'string' ? value : null;
}

export function numberOf(facts: Facts, name: string): number | null {
  const value = facts[name];
  return typeof value === 'number' ? value : null;
}

export function listOf(facts: Facts, name: string): readonly string[] {
  const value = facts[name];
  return Array.isArray(value) ? value : [];
}
