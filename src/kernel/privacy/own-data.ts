import { kernelTables } from '../db/migrate.ts';
import type { Messages } from '../i18n/messages.ts';
import { blankContent } from '../mail/retention.ts';
import { ownDataMessages } from './own-messages.ts';
import type { PersonalData } from './personal-data.ts';

/** What the kernel holds about people, as a module's manifest says it of a module. */
const ownData: readonly PersonalData[] = [
  {
    kind: 'kernel.data.message',
    basis: 'public-task',
    tables: {
      message: {
        of: { recipient_digest: 'digest', key: 'letter' },
        erasure: {
          blank: blankContent,
          // It may be what tells of the erasure; it is blanked in its turn once it has left. What stays names nobody.
          except: { state: 'waiting' },
        },
        withheld: ['recipient_digest', 'html', 'reply_to', 'unsubscribe_url'],
      },
    },
    // So that what comes once a year does not come twice. The content goes long before (`mail/retention.ts`).
    retention: [{ table: 'message', column: 'created_at', days: 400 }],
    fate: 'delete',
  },
  {
    kind: 'kernel.data.dead-address',
    basis: 'interest',
    tables: { dead_address: { of: { digest: 'digest' }, erasure: 'delete', withheld: ['digest'] } },
    // A mailbox may be back, or somebody else's: one letter more tells.
    retention: [{ table: 'dead_address', column: 'since', days: 365 }],
    fate: 'delete',
  },
  {
    kind: 'kernel.data.form',
    basis: 'interest',
    // Where it led may name somebody else, or hold a link that lets people in.
    tables: { submission: { of: { sender: 'actor' }, erasure: 'delete', withheld: ['location'] } },
    // After which a form that is sent again counts as new.
    retention: [{ table: 'submission', column: 'at', days: 7 }],
    fate: 'delete',
  },
];

/** The kernel, as one of those who hold something about people. */
export const ownHolder: {
  readonly name: string;
  readonly tables: typeof kernelTables;
  readonly personalData: readonly PersonalData[];
  readonly messages: Messages;
} = { name: 'kernel', tables: kernelTables, personalData: ownData, messages: ownDataMessages };
