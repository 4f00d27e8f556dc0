import type { Visit } from '../../kernel/http/visit.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import { widgetMessages } from './messages.ts';

export function widgetWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(widgetMessages, locale);
}

/** Where the portal answers, as other sites write it. */
export function originOf({ territory, origin }: Pick<Visit, 'territory' | 'origin'>): string {
  return territory.origin ?? origin;
}
