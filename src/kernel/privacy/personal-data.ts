import type { RawBuilder } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Database } from '../db/database.ts';

/**
 * How a column says whose a row is.
 *
 * - `account`: id of an account. `person`: id of a person of the territory. `email`: an address, in lower case.
 * - `actor`: a reference as history rows have it (`account:<id>`, `person:<id>`).
 * - `digest`: the keyed digest of an address (`addressDigest`). `letter`: the key of a message that was written to them.
 */
export type Link = 'account' | 'person' | 'email' | 'actor' | 'digest' | 'letter';

/** What becomes of the rows that name somebody, when they ask to be erased. */
export type Erasure =
  | 'delete'
  /** The columns that say who are emptied, or get this value; the rest stays. So do rows that hold `except`, for a while. */
  | { readonly blank: Readonly<Record<string, string | null>>; readonly except?: Readonly<Record<string, string>> }
  /** Stays as it is, for the reason that this message says. */
  | { readonly keep: string };

export interface PersonalTable {
  /** Columns that say whose the row is. */
  readonly of: Readonly<Record<string, Link>>;
  readonly erasure: Erasure;
  /** What else these rows stand for is undone here, before they are erased, in the same unit of work. @param where on the table. */
  readonly beforeErasure?: (database: Database, where: RawBuilder<unknown>) => Promise<void>;
  /** Columns that are not given in an export: secrets, digests, and what is about somebody else. */
  readonly withheld?: readonly string[];
  /** The column that holds a file whole, which an export gives as one. `extension`: of its name, without the dot. */
  readonly file?: { readonly column: string; readonly extension: string };
}

/**
 * Why the law lets us hold it (GDPR art. 6.1; in Geneva, LIPAD art. 35): consent, a contract, a legal obligation, a task of
 * public interest, a legitimate interest.
 */
export type LegalBasis = 'consent' | 'contract' | 'obligation' | 'public-task' | 'interest';

export interface Retention {
  readonly table: string;
  readonly column: string;
  readonly days: number;
  /** Rows that still serve, whatever the column says. @param before the moment from which they would have. */
  readonly unless?: (before: Temporal.Instant) => RawBuilder<unknown>;
}

/**
 * One kind of data about people: what the privacy page says of it, and what export, erasure and retention do with it.
 * Declared by each module in its manifest; a gate finds the tables that name somebody and are not in it.
 */
export interface PersonalData {
  /** Also the keys of its texts: `<kind>.name`, `<kind>.why`, `<kind>.until`. */
  readonly kind: string;
  readonly basis: LegalBasis;
  readonly tables: Readonly<Record<string, PersonalTable>>;
  /**
   * When rows have served, by themselves: older than this many days by this column. Null columns stay. Of a module, tables of a
   * territory; the kernel's are its own.
   */
  readonly retention?: readonly Retention[];
  /** `delete`, or an elimination list for the archivist's visa, where the rows are public archives (code du patrimoine, L. 212-3). */
  readonly fate: 'delete' | 'archive';
}
