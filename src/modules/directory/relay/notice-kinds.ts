import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { relayMessages } from './messages.ts';

/** What was asked of a structure for somebody is answered: they are told, whatever they chose. */
export const structureAnswered: NoticeKind = {
  name: 'directory.relay-answered',
  isDuty: true,
  label: (locale) => translator(relayMessages, locale)('directory.relay.notice.answered'),
};
