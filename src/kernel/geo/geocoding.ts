import type { Point } from '../http/visit.ts';

export interface GeocodeQuestion {
  /** What somebody typed. It goes to the service that the operator chose, and to nobody else: not into the log. */
  text: string;
  country: 'FR' | 'CH';
  /** Where the territory is: nearer is likelier. */
  around: Point | null;
  /** INSEE number of the commune that is meant where the words name no other; null for several communes. */
  communeCode: string | null;
  postcodes: readonly string[];
}

export interface GeocodeAnswer {
  /** The address as the service writes it. */
  label: string;
  point: Point;
  /** That of a house number; else the middle of a street or locality. */
  isExact: boolean;
}

/** An answer, and how sure the service or our own comparison is of it, from 0 to 1. */
export interface Candidate extends GeocodeAnswer {
  score: number;
}

/** How one kind of service is asked, and what its answers mean. */
export interface GeocoderDialect {
  /** Parameters to ask with, one after the other until an answer is good: here first, then wider. */
  questions(question: GeocodeQuestion): Iterable<Readonly<Record<string, string>>>;
  /** @throws OutgoingError where it is no answer of such a service. */
  read(reply: unknown, question: GeocodeQuestion, host: string): Candidate[];
}
