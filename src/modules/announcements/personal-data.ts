import type { PersonalData } from '../../kernel/privacy/personal-data.ts';
import { giveSeatsBack } from './answers/commands/deciding.ts';

/** What announcements hold about people. */
export const announcementData: readonly PersonalData[] = [
  {
    kind: 'announcements.data.answer',
    basis: 'public-task',
    tables: {
      answer: {
        of: { account_id: 'account', person_id: 'person', email: 'email' },
        erasure: 'delete',
        beforeErasure: giveSeatsBack,
        withheld: ['author_account', 'author_person', 'answerer_key', 'reminded_days'],
      },
      answer_document: {
        of: { account_id: 'account', person_id: 'person' },
        erasure: 'delete',
        withheld: ['author_account', 'author_person', 'sha256'],
        file: { column: 'content', extension: 'pdf' },
      },
      // What they wrote goes with their answers, above. What is left they wrote for who publishes, whose words these are.
      answer_message: {
        of: { account_id: 'account', person_id: 'person', actor: 'actor' },
        erasure: { blank: { actor: 'mailbox' } },
        withheld: ['author_account', 'author_person'],
      },
      answer_event: {
        of: { account_id: 'account', person_id: 'person', actor: 'actor', on_behalf_of: 'actor' },
        erasure: { blank: { actor: 'mailbox' } },
        withheld: ['author_account', 'author_person'],
      },
    },
    // Once it serves nothing any more (GDPR art. 5.1 e). The CNIL lets an employer keep an application for two years after the last
    // contact at most (« Guide du recrutement », 2023); half a year is enough here, for the portal only carries it.
    // A file tells far more, so that it goes at once with an answer that is taken back or that nobody decided on (`changeAnswer`). That
    // of a refused one stays for thirty days: who is refused may ask why or contest it, and be taken up again with the file at hand.
    // That of an accepted one does so from the end of what was offered.
    retention: [
      { table: 'answer', column: 'ended_at', days: 183 },
      { table: 'answer_document', column: 'ended_at', days: 30 },
    ],
    fate: 'delete',
  },
  {
    kind: 'announcements.data.published',
    basis: 'public-task',
    // Those of a structure have no account: they are the structure's.
    tables: { announcement: { of: { author_account: 'account', on_behalf_of: 'actor' }, erasure: 'delete' } },
    retention: [{ table: 'announcement', column: 'ended_at', days: 365 }],
    fate: 'delete',
  },
  {
    kind: 'announcements.data.proposal',
    basis: 'public-task',
    tables: { proposal: { of: { person_id: 'person' }, erasure: 'delete' } },
    retention: [{ table: 'proposal', column: 'proposed_at', days: 365 }],
    fate: 'delete',
  },
  {
    kind: 'announcements.data.history',
    basis: 'interest',
    tables: {
      state_change: { of: { actor: 'actor', on_behalf_of: 'actor' }, erasure: { keep: 'announcements.data.history.kept' } },
      pause: { of: { paused_by: 'actor', lifted_by: 'actor' }, erasure: { keep: 'announcements.data.history.kept' } },
      trust: { of: { granted_by: 'actor' }, erasure: { keep: 'announcements.data.history.kept' } },
      trusted_source: { of: { granted_by: 'actor' }, erasure: { keep: 'announcements.data.history.kept' } },
      // To whom is theirs, above.
      proposal: { of: { proposed_by: 'actor' }, erasure: { blank: { proposed_by: 'system' } }, withheld: ['person_id'] },
    },
    fate: 'delete',
  },
];
