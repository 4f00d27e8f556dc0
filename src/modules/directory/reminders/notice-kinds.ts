import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { reminderMessages } from './messages.ts';

/** Nobody confirmed a page for long. No duty: who wants none of it stops it with one click. */
export const toConfirm: NoticeKind = {
  name: 'directory.to-confirm',
  isDuty: false,
  label: (locale) => translator(reminderMessages, locale)('directory.reminder.notice'),
};
