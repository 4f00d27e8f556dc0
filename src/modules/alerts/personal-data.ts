import type { PersonalData } from '../../kernel/privacy/personal-data.ts';
import { DAYS_TO_ANSWER } from './rhythm-rules.ts';

/** What alerts hold about people: an address, and what it looks for. */
export const alertData: readonly PersonalData[] = [
  {
    kind: 'alerts.data.alert',
    basis: 'consent',
    tables: { alert: { of: { email: 'email' }, erasure: 'delete' } },
    retention: [
      { table: 'alert', column: 'unconfirmed_since', days: 7 },
      { table: 'alert', column: 'asked_again_at', days: DAYS_TO_ANSWER },
      // Longer than an announcement can be shown: it cannot be told twice.
      { table: 'told', column: 'at', days: 400 },
    ],
    fate: 'delete',
  },
];
