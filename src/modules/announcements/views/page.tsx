import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { Breadcrumb } from '../../../ui/breadcrumb.tsx';
import { type ContactAction, ContactActions } from '../../../ui/contact-actions.tsx';
import { DefinitionList } from '../../../ui/definition-list.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { formatPhone, phoneHref } from '../../../ui/phone.ts';
import { CardGrid } from '../../../ui/stack.tsx';
import { ThemeBadge, themeClass } from '../../../ui/theme-badge.tsx';
import { organisationPath, Prose } from '../../directory/index.ts';
import { promiseMessages } from '../answers/promise-messages.ts';
import { ClosedNotice } from '../answers/views/closed.tsx';
import { answerWords } from '../answers/views/words.ts';
import { kindOf } from '../kinds/index.ts';
import { textOf } from '../kinds/kind.ts';
import type { AnnouncementCard } from '../models.ts';
import { announcementPath } from '../paths.ts';
import { listSearch } from '../selection.ts';
import type { AnnouncementPage } from '../view-models.ts';
import { AnnouncementCardView } from './card.tsx';
import { dutyRows, factRows, inMoneyOf, tickedWords } from './fact-words.ts';
import { paperWords, publicWords } from './words.ts';

interface PageProps {
  page: AnnouncementPage;
  visit: Visit;
}

/** The public page of an announcement: what it is, from whom, and how to answer. */
export function AnnouncementView({ page, similar, visit }: PageProps & { similar: readonly AnnouncementCard[] }) {
  const t = publicWords(visit);
  const { announcement, commune, structure } = page;
  const kind = kindOf(announcement.kind);
  const theme = kind.theme;
  const { title, publisher } = announcement;
  return (
    <article>
      <header class={`sheet-head ${themeClass(theme)}`}>
        <div class="wrap">
          <Breadcrumb
            label={t('announcements.breadcrumb')}
            steps={[
              { label: t('announcements.title'), href: visit.href('/annonces') },
              { label: kind.label(visit.locale, visit.territory.country), href: visit.href(`/annonces${listSearch({ kind })}`) },
            ]}
          />
          <div class="sheet-title">
            <ThemeBadge code={theme} icon={kind.icon} strong large />
            <div>
              <h1 class={title.length > 40 ? 'long-name' : undefined}>{title}</h1>
              <p class="sheet-kind">
                {t('announcements.page.by')}{' '}
                {structure ? <a href={visit.href(organisationPath(structure.slug, commune))}>{publisher.name}</a> : publisher.name}
              </p>
            </div>
          </div>
          {isOver(page) ? (
            <Over page={page} visit={visit} />
          ) : (
            <>
              <Closed page={page} visit={visit} />
              <ContactActions label={t('announcements.page.answer')} actions={actionsOf(page, visit)} />
            </>
          )}
        </div>
      </header>
      <div class="wrap">
        <AnnouncementBody page={page} visit={visit} />
        {similar.length > 0 && (
          <section class="section no-print" aria-labelledby="similar">
            <h2 id="similar">{t('announcements.page.similar')}</h2>
            <CardGrid>
              {similar.map((card) => (
                <li key={card.id}>
                  <AnnouncementCardView card={card} visit={visit} level={3} />
                </li>
              ))}
            </CardGrid>
          </section>
        )}
      </div>
    </article>
  );
}

function isOver({ announcement, isPublic }: AnnouncementPage): boolean {
  return isPublic && announcement.state !== 'published';
}

/** What it says, beside what it asks: as everybody reads it, and as its author reads it again. */
export function AnnouncementBody({ page, visit }: PageProps) {
  const t = publicWords(visit);
  const { announcement, home } = page;
  const kind = kindOf(announcement.kind);
  const ticked = tickedWords(kind, announcement.facts, visit);
  const { street, postcode, locality, isRemote, onTheSpot } = announcement;
  const where = [street, [postcode, locality].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const items = [
    ...factRows(kind, announcement.facts, inMoneyOf(visit, home)),
    ...(page.isPublic ? [] : dutyRows(kind, announcement.facts, visit)),
    ...(where || isRemote ? [{ term: t('announcements.page.where'), description: isRemote ? t('announcements.page.remote') : where }] : []),
  ];
  return (
    <div class="two-one sheet">
      <div>
        <div class="prose">
          <Prose text={announcement.body} />
        </div>
        {ticked.length > 0 && (
          <ul class="ticked">
            {ticked.map((words) => (
              <li key={words}>
                <Icon name="check" />
                {words}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="side">
        {items.length > 0 && (
          <section aria-labelledby="in-short">
            <h2 id="in-short">{t('announcements.page.facts')}</h2>
            <DefinitionList items={items} />
          </section>
        )}
        {onTheSpot && !isOver(page) && (
          <section aria-labelledby="on-the-spot">
            <h2 id="on-the-spot">{t('announcements.page.answer.on-the-spot')}</h2>
            <p>{onTheSpot}</p>
          </section>
        )}
        <OfficialNotice page={page} visit={visit} />
        {page.isPublic && <After page={page} visit={visit} />}
      </div>
    </div>
  );
}

/** The official notice of a public post, which alone counts (France). */
function OfficialNotice({ page: { announcement }, visit }: PageProps) {
  const link = textOf(announcement.facts, 'officialNotice');
  return link === null ? null : (
    <p>
      <a href={link} rel="noreferrer">
        {publicWords(visit)('announcements.page.notice')}
      </a>
    </p>
  );
}

function actionsOf({ announcement, structure, canBeWrittenTo, answering, isPublic }: AnnouncementPage, visit: Visit): ContactAction[] {
  const t = publicWords(visit);
  const { slug, phone, link } = announcement;
  return [
    ...(answering?.state === 'open'
      ? [
          {
            icon: 'mail' as const,
            label: answerWords(visit)('announcements.answers.answer'),
            href: visit.href(announcementPath({ slug, commune: null }, '/repondre')),
          },
        ]
      : []),
    ...(phone === null
      ? []
      : [
          {
            icon: 'phone' as const,
            label: t('announcements.page.answer.phone', { phone: formatPhone(phone, visit.territory.country) }),
            href: phoneHref(phone),
          },
        ]),
    ...(link === null ? [] : [{ icon: 'globe' as const, label: t('announcements.page.answer.link'), href: link }]),
    ...(structure && isPublic && canBeWrittenTo && answering === null
      ? [
          {
            icon: 'mail' as const,
            label: t('announcements.page.answer.write', { name: structure.name }),
            href: visit.href(`/annuaire/${structure.slug}/ecrire`),
          },
        ]
      : []),
  ];
}

/** Why nobody may answer just now; and how those are answered who may. */
function Closed({ page: { announcement, answering, promise }, visit }: PageProps) {
  return (
    <>
      {answering && answering.state !== 'open' && <ClosedNotice answering={answering} visit={visit} />}
      {promise && (
        <p class="soft">
          {translator(promiseMessages, visit.locale)('announcements.answers.promise', { name: announcement.publisher.name, ...promise })}
        </p>
      )}
    </>
  );
}

function Over({ page: { announcement }, visit }: PageProps) {
  const t = publicWords(visit);
  const { state, expiresOn } = announcement;
  const body =
    state === 'filled'
      ? t('announcements.page.over.filled')
      : state === 'expired' && expiresOn
        ? t('announcements.page.over.expired', { date: formatDateAlone(expiresOn, visit.locale) })
        : t('announcements.page.over.withdrawn');
  return (
    <Notice tone="careful" title={t('announcements.page.over')}>
      <p>{body}</p>
      <p>
        <a href={visit.href(`/annonces${listSearch({ kind: kindOf(announcement.kind) })}`)}>{t('announcements.page.more')}</a>
      </p>
    </Notice>
  );
}

function After({ page: { announcement, commune }, visit }: PageProps) {
  const t = publicWords(visit);
  const { publishedAt, expiresOn, kind } = announcement;
  const from = publishedAt?.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  return (
    <section class="soft">
      {from && expiresOn && announcement.state === 'published' && (
        <p>
          {t('announcements.page.until', {
            from: formatDateAlone(from, visit.locale),
            until: formatDateAlone(expiresOn, visit.locale),
          })}
        </p>
      )}
      <ul class="no-print">
        <li>
          <a href={visit.href(`/annonces${listSearch({ kind: kindOf(kind) })}`)}>{t('announcements.page.more')}</a>
        </li>
        {announcement.state === 'published' && (
          <li>
            <a href={visit.href(announcementPath({ slug: announcement.slug, commune }, '/affiche.pdf'))} rel="nofollow">
              {paperWords(visit)('announcements.paper.poster')}
            </a>
          </li>
        )}
        {commune === null && (
          <li>
            <a href={visit.href(announcementPath({ slug: announcement.slug, commune }, '/signaler'))}>{t('announcements.page.report')}</a>
          </li>
        )}
      </ul>
    </section>
  );
}
