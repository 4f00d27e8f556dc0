import { translator } from '../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../kernel/notices.ts';
import { webhookMessages } from './messages.ts';

/** A site that they wanted told is told no more. */
export const switchedOff: NoticeKind = {
  name: 'webhooks.switched-off',
  isDuty: true,
  label: (locale) => translator(webhookMessages, locale)('webhooks.notice'),
};
