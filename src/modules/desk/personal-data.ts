import type { PersonalData } from '../../kernel/privacy/personal-data.ts';

const YEAR = 365;

/** What the desk holds about people. */
export const deskData: readonly PersonalData[] = [
  {
    kind: 'desk.data.letter',
    basis: 'public-task',
    tables: {
      letter_recipient: { of: { account_id: 'account' }, erasure: 'delete' },
      letter: { of: { written_by: 'actor', sent_by: 'actor' }, erasure: { keep: 'desk.data.letter.kept' } },
    },
    retention: [
      { table: 'letter_recipient', column: 'at', days: YEAR },
      { table: 'letter', column: 'written_at', days: 3 * YEAR },
    ],
    fate: 'delete',
  },
];
