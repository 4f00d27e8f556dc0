import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone, formatTime } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { WebhookEvent } from '../../../kernel/webhooks.ts';
import type { StatusTone } from '../../../ui/status-tag.tsx';
import { webhookMessages } from '../messages.ts';
import type { Delivery, DeliveryState, EndpointState } from '../models.ts';
import { TRIAL } from '../rules.ts';

export function webhookWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(webhookMessages, locale);
}

export const endpointTones: Readonly<Record<EndpointState, StatusTone>> = {
  on: 'good',
  paused: 'off',
  failing: 'problem',
  gone: 'problem',
};
export const deliveryTones: Readonly<Record<DeliveryState, StatusTone>> = {
  waiting: 'waiting',
  delivered: 'good',
  failed: 'problem',
  dropped: 'off',
};

export function momentWords(at: Temporal.Instant, { territory, locale }: Visit): string {
  const there = at.toZonedDateTimeISO(territory.timeZone);
  return `${formatDateAlone(there.toPlainDate(), locale)}, ${formatTime(there.toPlainTime(), locale)}`;
}

/** « Une annonce est publiée »; what no module tells of any more is called by its type. */
export function typeWords(type: string, events: readonly WebhookEvent[], visit: Visit): string {
  if (type === TRIAL) return webhookWords(visit)('webhooks.delivery.trial');
  return events.find((event) => event.type === type)?.label(visit.locale) ?? type;
}

/** « Code 503 », « Site injoignable » */
export function answerWords({ status, fault }: Pick<Delivery, 'status' | 'fault'>, visit: Visit): string {
  const t = webhookWords(visit);
  if (status !== null) return t('webhooks.delivery.answer.status', { status: String(status) });
  if (fault === null) return t('webhooks.delivery.answer.none');
  const key = `webhooks.fault.${fault}`;
  return t(Object.hasOwn(webhookMessages.fr, key) ? (key as 'webhooks.fault.unreachable') : 'webhooks.fault.unreachable');
}
