import type { Facts } from '../kinds/kind.ts';

/** An announcement of the demonstration. All of it is invented. */
export interface SampleAnnouncement {
  territory: 'val-d-arvenne' | 'montbrillet' | 'vernolle' | 'les-clavettes' | 'saint-ormin';
  kind: string;
  /** A structure of the demonstration's directory, or a name alone. */
  publisher: string;
  title: string;
  body: string;
  facts?: Facts;
  /** Days from today, in place of dates: `startsOn: 3`. */
  days?: Readonly<Record<string, number>>;
  locality?: string;
  /** Of the territory. */
  district?: string;
  isRemote?: boolean;
  phone?: string;
  onTheSpot?: string;
  /** Where another site takes answers, under example.org. */
  link?: string;
  /** Written, and published where it is, so many days ago. */
  daysAgo: number;
  /** Left out: published. */
  state?: 'draft' | 'submitted' | 'refused' | 'scheduled' | 'filled' | 'withdrawn' | 'expired';
  /** Why it was refused, to its author. */
  refusal?: string;
  /** To be published in so many days. */
  publishIn?: number;
  isShared?: boolean;
}
