import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { letterMessages } from './messages.ts';

/** Nobody needs it: whoever wants none gets none. */
export const deskLetter: NoticeKind = {
  name: 'desk.letter',
  isDuty: false,
  label: (locale) => translator(letterMessages, locale)('desk.letter.kind'),
};
