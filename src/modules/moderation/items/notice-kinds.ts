import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { letterMessages } from './letter-messages.ts';

/** What somebody sent is answered, whatever they chose. */
export const decided: NoticeKind = {
  name: 'moderation.decided',
  isDuty: true,
  label: (locale) => translator(letterMessages, locale)('moderation.notice.decided'),
};
