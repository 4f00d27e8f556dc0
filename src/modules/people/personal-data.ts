import type { PersonalData } from '../../kernel/privacy/personal-data.ts';
import { isStillFollowed } from './persons/queries.ts';

const YEAR = 365;

/**
 * What is held about people here, and what becomes of it. Who wrote a row down about somebody else (`granted_by`, `created_by`,
 * `prepared_by`…) is not whose it is: such a row neither goes to them in an export nor leaves with them.
 */
export const peopleData: readonly PersonalData[] = [
  {
    kind: 'people.data.account',
    basis: 'contract',
    tables: {
      credential: {
        of: { account_id: 'account' },
        erasure: 'delete',
        withheld: ['password', 'access_token', 'refresh_token', 'id_token'],
      },
      session: { of: { account_id: 'account' }, erasure: 'delete', withheld: ['token'] },
      second_factor: { of: { account_id: 'account' }, erasure: 'delete', withheld: ['secret', 'backup_codes'] },
      token: { of: { account_id: 'account', email: 'email' }, erasure: 'delete', withheld: ['digest'] },
      passkey: { of: { account_id: 'account' }, erasure: 'delete', withheld: ['public_key', 'credential_id'] },
      presence: { of: { account_id: 'account' }, erasure: 'delete' },
      role: { of: { account_id: 'account' }, erasure: 'delete' },
      // Last: the others lead to it.
      account: { of: { id: 'account' }, erasure: 'delete' },
    },
    fate: 'delete',
  },
  {
    kind: 'people.data.person',
    basis: 'public-task',
    tables: {
      // Gone with their person; listed for the export.
      takeover: { of: { person_id: 'person' }, erasure: 'delete', withheld: ['code_digest'] },
      acting: { of: { person_id: 'person' }, erasure: 'delete', withheld: ['person_name', 'session_id'] },
      // Not by its address: an agent typed it, and it may be a relative's or an association's.
      person: { of: { id: 'person', account_id: 'account' }, erasure: 'delete' },
    },
    retention: [
      // Two hours at most: what is left of it leads nowhere.
      { table: 'acting', column: 'ends_at', days: 1 },
      // Two years without a contact (GDPR art. 5.1.e; CNIL, durations of the social sector: « 2 ans à compter du dernier contact »), and
      // never before their mandates, which say nothing without who gave them. Without the archivist's visa (code du patrimoine, L. 212-2):
      // which teams are a public body's is not known.
      { table: 'person', column: 'updated_at', days: 2 * YEAR, unless: isStillFollowed },
    ],
    fate: 'delete',
  },
  {
    kind: 'people.data.mandate',
    basis: 'consent',
    tables: {
      mandate: {
        of: { person_id: 'person', account_id: 'account' },
        erasure: 'delete',
        withheld: [],
      },
    },
    // Five years, in which one may be asked what it allowed (Civil Code, art. 2224): from its last day where nobody ended it before.
    retention: [
      { table: 'mandate', column: 'ended_at', days: 5 * YEAR },
      { table: 'mandate', column: 'ends_on', days: 5 * YEAR },
    ],
    fate: 'delete',
  },
  {
    kind: 'people.data.invitation',
    basis: 'interest',
    tables: {
      invitation: { of: { email: 'email', accepted_by: 'account' }, erasure: 'delete', withheld: ['code_digest'] },
    },
    retention: [{ table: 'invitation', column: 'expires_at', days: YEAR }],
    fate: 'delete',
  },
  {
    kind: 'people.data.notice',
    basis: 'contract',
    tables: {
      notice: { of: { account_id: 'account' }, erasure: 'delete' },
      notice_choice: { of: { reader: 'actor' }, erasure: 'delete' },
      person_notice: { of: { person_id: 'person' }, erasure: 'delete' },
    },
    retention: [
      { table: 'notice', column: 'at', days: YEAR },
      { table: 'person_notice', column: 'told_at', days: YEAR },
    ],
    fate: 'delete',
  },
  {
    // Who read and did what: proof of how confidential data were handled (GDPR art. 5.2 and 32; CNIL, « journalisation »: six
    // months to a year, three where misuse has to be looked into).
    kind: 'people.data.journal',
    basis: 'obligation',
    tables: {
      action: { of: { actor: 'actor', on_behalf_of: 'actor', subject_id: 'account' }, erasure: { keep: 'people.data.journal.kept' } },
      reading: { of: { account_id: 'account', person_id: 'person' }, erasure: { keep: 'people.data.journal.kept' } },
      elimination: { of: { decided_by: 'actor' }, erasure: { keep: 'people.data.journal.kept' } },
      delegation: { of: { granted_by: 'actor', ended_by: 'actor' }, erasure: { keep: 'people.data.journal.kept' } },
    },
    retention: [
      { table: 'action', column: 'at', days: 3 * YEAR },
      { table: 'reading', column: 'at', days: 3 * YEAR },
    ],
    // Of a public body, hence public archives.
    fate: 'archive',
  },
];
