import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { spaceMessages } from './messages.ts';

/** Who answers for a page knows who keeps it. */
export const keeperLeft: NoticeKind = {
  name: 'directory.keeper-left',
  isDuty: true,
  label: (locale) => translator(spaceMessages, locale)('directory.space.notice.left'),
};
