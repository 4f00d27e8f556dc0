import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { claimMessages } from './messages.ts';

/** Somebody else may soon keep their page: no owner can do without it. */
export const claimAsked: NoticeKind = {
  name: 'directory.claim-asked',
  isDuty: true,
  label: (locale) => translator(claimMessages, locale)('directory.claim.notice.asked'),
};

export const claimAnswered: NoticeKind = {
  name: 'directory.claim-answered',
  isDuty: true,
  label: (locale) => translator(claimMessages, locale)('directory.claim.notice.answered'),
};
