import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { toConfirmMessages } from './messages.ts';

export function toConfirmWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(toConfirmMessages, locale);
}
