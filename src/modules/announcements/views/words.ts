import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { StatusTone } from '../../../ui/status-tag.tsx';
import { keepMessages } from '../keep-messages.ts';
import { paperMessages } from '../paper/messages.ts';
import { publicMessages } from '../public-messages.ts';
import type { AnnouncementState } from '../states.ts';

export function publicWords({ locale, territory: { country } }: Pick<Visit, 'locale' | 'territory'>) {
  return translator(publicMessages, locale, { country });
}

export function paperWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(paperMessages, locale);
}

export function keepWords({ locale, territory: { country } }: Pick<Visit, 'locale' | 'territory'>) {
  return translator(keepMessages, locale, { country });
}

export const stateTones: Readonly<Record<AnnouncementState, StatusTone>> = {
  draft: 'new',
  submitted: 'waiting',
  scheduled: 'waiting',
  published: 'good',
  refused: 'problem',
  filled: 'off',
  expired: 'off',
  withdrawn: 'off',
};
