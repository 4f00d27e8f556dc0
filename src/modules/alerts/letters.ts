import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { Locale } from '../../kernel/i18n/locales.ts';
import { newId } from '../../kernel/ids.ts';
import type { Letter } from '../../kernel/mail/letter.ts';
import type { Kernel } from '../../kernel/module.ts';
import { type AnnouncementCard, announcementPath, cardLine, listPath } from '../announcements/index.ts';
import { lettersTerritory, portalOf } from '../people/index.ts';
import { confirmPath, readerPath } from './links.ts';
import type { Alert, SavedSearch } from './models.ts';
import { listOf } from './saved-search.ts';
import { alertWords, searchName } from './words.ts';

/** How many announcements a letter tells in full. */
const MOST_TOLD = 12;
/** Letters of a title that a subject holds. */
const SUBJECT_TITLE = 60;

/** What every letter of an alert has: from whom, to whom, in which language, and the way out. */
function frameOf(kernel: Kernel, territory: TerritoryContext, { email, locale, readerId }: Pick<Alert, 'email' | 'locale' | 'readerId'>) {
  const { origin, href } = portalOf(kernel.config, territory, locale);
  const alertsUrl = href(readerPath(kernel.config.secret, territory.id, readerId));
  const letter = { to: email, locale, territory: lettersTerritory({ territory, origin }) };
  return { href, alertsUrl, letter, where: { territory, locale, now: kernel.clock.now() }, t: alertWords({ locale, territory }) };
}

interface AskedLetter {
  email: string;
  locale: Locale;
  readerId: string;
  search: SavedSearch;
  /** To be confirmed; null: there is this one already, or as many as one may have (`isFull`). */
  alertId: string | null;
  isFull?: boolean;
}

/** Answers who asked for an alert with an address, at the address. In the current unit of work. */
export async function sendAsked(kernel: Kernel, territory: TerritoryContext, asked: AskedLetter): Promise<void> {
  const { href, alertsUrl, letter, where, t } = frameOf(kernel, territory, asked);
  const name = searchName(asked.search, where);
  const said: Pick<Letter, 'subject' | 'paragraphs' | 'action' | 'afterword'> =
    asked.alertId === null
      ? {
          subject: t('alerts.letter.known.subject'),
          paragraphs: [t(asked.isFull ? 'alerts.letter.full.body' : 'alerts.letter.known.body', { name, portal: territory.name })],
          action: { label: t('alerts.letter.known.action'), url: alertsUrl },
          afterword: [t('alerts.letter.not-you')],
        }
      : {
          subject: t('alerts.letter.confirm.subject'),
          paragraphs: [t('alerts.letter.confirm.body', { name, portal: territory.name })],
          action: {
            label: t('alerts.letter.confirm.action'),
            url: href(confirmPath(kernel.config.secret, territory.id, asked.readerId, asked.alertId)),
          },
          afterword: [t('alerts.letter.confirm.until'), t('alerts.letter.not-you')],
        };
  await kernel.mail.send({ ...letter, ...said, key: `alerts.asked:${newId()}`, isDuty: true });
}

/**
 * Tells an address what is new for its alerts, in the current unit of work.
 *
 * @param key of the letter: the same announcements told again leave once.
 * @param cards at least one, the newest first.
 */
export async function sendNews(
  kernel: Kernel,
  territory: TerritoryContext,
  { key, alerts, cards }: { key: string; alerts: readonly [Alert, ...Alert[]]; cards: readonly [AnnouncementCard, ...AnnouncementCard[]] },
): Promise<void> {
  const [first] = alerts;
  const { href, alertsUrl, letter, where, t } = frameOf(kernel, territory, first);
  const n = cards.length;
  const others = n - MOST_TOLD;
  const listUrl = href(alerts.length === 1 ? listOf(first.search) : listPath(false));
  await kernel.mail.send({
    ...letter,
    key,
    subject: t('alerts.letter.news.subject', { n, title: shortened(cards[0].title) }),
    paragraphs: [
      alerts.length === 1
        ? t('alerts.letter.news.one', { n, name: searchName(first.search, where) })
        : t('alerts.letter.news.several', { n, alerts: alerts.length }),
    ],
    facts: cards.slice(0, MOST_TOLD).map((card) => ({
      term: card.title,
      value: cardLine(card, where),
      url: href(announcementPath(card)),
    })),
    action: { label: others > 0 ? t('alerts.letter.news.others', { n: others }) : t('alerts.letter.news.list'), url: listUrl },
    afterword: [t('alerts.letter.news.change')],
    isDuty: false,
    unsubscribeUrl: alertsUrl,
  });
}

/** Asks after a year whether somebody still wants their alerts, in the current unit of work. */
export async function sendStillWanted(
  kernel: Kernel,
  territory: TerritoryContext,
  key: string,
  alerts: readonly [Alert, ...Alert[]],
): Promise<void> {
  const { alertsUrl, letter, where, t } = frameOf(kernel, territory, alerts[0]);
  await kernel.mail.send({
    ...letter,
    key,
    subject: t('alerts.letter.still.subject'),
    paragraphs: [
      t('alerts.letter.still.body', { n: alerts.length, name: searchName(alerts[0].search, where), portal: territory.name }),
      t('alerts.letter.still.else'),
    ],
    action: { label: t('alerts.letter.still.action'), url: alertsUrl },
    isDuty: false,
    unsubscribeUrl: alertsUrl,
  });
}

function shortened(title: string): string {
  return title.length <= SUBJECT_TITLE ? title : `${title.slice(0, SUBJECT_TITLE - 1).trimEnd()}…`;
}
