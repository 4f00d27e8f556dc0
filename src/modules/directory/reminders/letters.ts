import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { type Keeper, portalOf, type Told, tell } from '../../people/index.ts';
import { spacePath } from '../space/paths.ts';
import { reminderMessages } from './messages.ts';
import { toConfirm } from './notice-kinds.ts';
import { linkEnds, REMINDERS } from './rules.ts';
import { confirmPath } from './token.ts';
import type { Holder } from './view-models.ts';
import { missingWords, toldFacts } from './words.ts';

/** Which reminder it is, and of which round: both make it the one that it is. */
interface Asking {
  beganOn: Temporal.PlainDate;
  number: number;
  day: Temporal.PlainDate;
}

/** Of how many pages a letter says what they say. */
const PAGES = 6;

export function tellKeeper(kernel: Kernel, territory: TerritoryContext, holder: Holder, asking: Asking, { accountId }: Keeper) {
  return tellReader(kernel, territory, holder, asking, { accountId }, accountId);
}

/** `refused`: this mailbox wants no reminders. */
export function tellMailbox(kernel: Kernel, territory: TerritoryContext, holder: Holder, asking: Asking, mailbox: string) {
  return tellReader(kernel, territory, holder, asking, { email: mailbox, name: null, locale: 'fr' }, null);
}

function tellReader(kernel: Kernel, territory: TerritoryContext, holder: Holder, asking: Asking, to: Told, accountId: string | null) {
  const { id, name: about, pages, mailbox } = holder;
  const { beganOn, number, day } = asking;
  const oldest = pages.reduce((a, b) => (a.confirmedOn.toString() <= b.confirmedOn.toString() ? a : b)).confirmedOn;
  return tell(kernel, portalOf(kernel.config, territory), {
    to,
    kind: toConfirm,
    key: `directory.to-confirm:${territory.id}:${id}:${beganOn}:${number}${accountId === null ? '' : `:${accountId}`}`,
    words: { key: 'directory.reminder.subject', values: { name: about } },
    messages: reminderMessages,
    path: accountId === null ? null : spacePath(id),
    letter({ locale, name, href }) {
      const t = translator(reminderMessages, locale);
      const date = (on: Temporal.PlainDate) => formatDateAlone(on, locale);
      const told = pages.slice(0, PAGES).map((page) => ({
        term: page.facts.name,
        value:
          toldFacts(page, territory, locale)
            .map(({ value }) => value)
            .join(' · ') || t('directory.reminder.nothing'),
      }));
      const more = pages.length - told.length;
      const missing = missingWords(pages, locale);
      return {
        ...(name !== null && { greeting: t('directory.reminder.greeting', { name }) }),
        paragraphs: [
          t(accountId === null ? 'directory.reminder.body.mailbox' : 'directory.reminder.body', {
            name: about,
            portal: territory.name,
            date: date(oldest),
          }),
          ...(missing === null ? [] : [t('directory.reminder.missing', { fields: missing })]),
        ],
        facts: [
          ...told,
          ...(more > 0 ? [{ term: t('directory.reminder.more', { n: more }), value: t('directory.reminder.more.value') }] : []),
        ],
        action: {
          label: t('directory.reminder.action'),
          url: href(confirmPath(kernel.config.secret, territory.id, { holderId: id, accountId, writtenOn: day }, mailbox)),
        },
        afterword: [
          t('directory.reminder.changed'),
          ...(number === REMINDERS ? [t('directory.reminder.last')] : []),
          t('directory.reminder.until', { date: date(linkEnds(day)) }),
        ],
      };
    },
  });
}
