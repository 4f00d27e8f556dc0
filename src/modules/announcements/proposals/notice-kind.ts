import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { proposalMessages } from './messages.ts';

/** Who accompanies them proposes an announcement. */
export const proposed: NoticeKind = {
  name: 'announcements.proposed',
  isDuty: false,
  label: (locale) => translator(proposalMessages, locale)('announcements.proposals.notice'),
};
