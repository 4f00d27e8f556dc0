import { translator } from '../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../kernel/notices.ts';
import { keepMessages } from './keep-messages.ts';

/** An announcement of theirs ends in a week. */
export const ending: NoticeKind = {
  name: 'announcements.ending',
  isDuty: false,
  label: (locale) => translator(keepMessages, locale)('announcements.notice.ending'),
};
