import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { noticeMessages } from './messages.ts';

/** Those who share what is confidential are told who joins them, whatever they chose. */
export const teamJoined: NoticeKind = {
  name: 'people.team-joined',
  isDuty: true,
  label: (locale) => translator(noticeMessages, locale)('people.notice.team'),
};
