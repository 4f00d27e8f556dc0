import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import { deadAddressReason } from '../../../kernel/mail/dead-address.ts';
import type { Kernel, Task } from '../../../kernel/module.ts';
import { noticeMessages } from './messages.ts';
import { unreadNotices } from './queries.ts';

/** What waits for somebody in their own space: notices that they have not read, and an address that letters no longer reach. */
export async function noticeTasks(kernel: Kernel, { territory, viewer, locale }: Visit): Promise<Task[]> {
  if (!viewer) return [];
  const t = translator(noticeMessages, locale);
  const n = await unreadNotices(kernel, territory.id, viewer.accountId);
  const dead = await deadAddressReason(kernel, addressDigest(kernel.config.secret, viewer.email));
  return [
    { count: dead === null ? 0 : 1, label: t('people.notice.dead.task'), path: '/mon-espace/avis', isUrgent: true },
    { count: n, label: t('people.notice.unread', { n }), path: '/mon-espace/avis' },
  ];
}
