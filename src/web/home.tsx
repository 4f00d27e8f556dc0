import type { Visit } from '../kernel/http/visit.ts';
import { formatDay } from '../kernel/i18n/format.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { type AnnouncementsHome, HomeAnnouncements } from '../modules/announcements/index.ts';
import { type DirectoryHome, directoryMessages, listPath, ResultCard, themes } from '../modules/directory/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Icon } from '../ui/icon.tsx';
import { Pattern } from '../ui/pattern.tsx';
import { formatPhone, phoneHref } from '../ui/phone.ts';
import { SearchForm } from '../ui/search-form.tsx';
import { CardGrid } from '../ui/stack.tsx';
import { ThemeBadge, themeClass } from '../ui/theme-badge.tsx';
import { webMessages } from './messages.ts';

interface HomeProps {
  home: DirectoryHome;
  visit: Visit;
}

/** The portal's first page: a greeting, one question, and someone to call. */
export function HomeView({ home, announcements, visit }: HomeProps & { announcements: AnnouncementsHome | null }) {
  return (
    <>
      <Greeting home={home} visit={visit} />
      <Help visit={visit} />
      <div class="wrap">
        <Themes home={home} visit={visit} />
        <Today home={home} visit={visit} />
        {announcements && <HomeAnnouncements home={announcements} visit={visit} />}
        <Members visit={visit} />
        <Offer visit={visit} />
      </div>
    </>
  );
}

function Greeting({ home, visit }: HomeProps) {
  const t = translator(webMessages, visit.locale);
  const { territory, locale } = visit;
  const message = territory.homeMessage && (territory.homeMessage[locale] ?? territory.homeMessage.fr);
  return (
    <div class="greeting">
      <div class="wrap">
        <div class="greeting-words">
          <h1 class={territory.name.length > 24 ? 'long-name' : undefined}>{t('web.home.greeting', { name: territory.name })}</h1>
          <p class="lead">{message ?? t('web.home.lead', { n: home.total })}</p>
          <SearchForm action={visit.href('/annuaire')} id="q" label={t('web.home.search')} button={t('web.home.search.button')}>
            {home.examples.length > 0 && (
              <div class="examples">
                <span id="examples">{t('web.home.examples')}</span>
                <ul aria-labelledby="examples">
                  {home.examples.slice(0, 3).map((example) => (
                    <li key={example}>
                      <a href={visit.href(listPath({ q: example }))}>{example}</a>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </SearchForm>
        </div>
        <Pattern seed={territory.slug} columns={8} rows={9} />
      </div>
    </div>
  );
}

function Help({ visit }: { visit: Visit }) {
  const t = translator(webMessages, visit.locale);
  const { contact, country } = visit.territory;
  return (
    <section class="help" aria-labelledby="help">
      <div class="wrap">
        <div>
          <h2 id="help">{t('web.home.help')}</h2>
          <p>{t(contact ? 'web.home.help.body' : 'web.home.help.none')}</p>
        </div>
        {contact && (
          <>
            {(contact.phone || contact.email) && (
              <div class="help-ways">
                {contact.phone && (
                  <a class="big-phone" href={phoneHref(contact.phone)}>
                    <Icon name="phone" />
                    <span>
                      <span class="visually-hidden">{t('web.home.help.call')} </span>
                      {formatPhone(contact.phone, country)}
                    </span>
                  </a>
                )}
                {contact.email && (
                  <LinkButton look="secondary" icon="mail" href={`mailto:${contact.email}`}>
                    {t('web.home.help.write')}
                  </LinkButton>
                )}
              </div>
            )}
            <address>
              <strong>{contact.name}</strong>
              {contact.street && <div>{contact.street}</div>}
              {(contact.postcode || contact.locality) && <div>{[contact.postcode, contact.locality].filter(Boolean).join(' ')}</div>}
            </address>
          </>
        )}
      </div>
    </section>
  );
}

function Themes({ home, visit }: HomeProps) {
  const t = translator(webMessages, visit.locale);
  const words = translator(directoryMessages, visit.locale);
  // A theme that leads to an empty page is a broken promise; before the first import, all of them show what will come.
  const shown = home.total ? themes.filter(({ code }) => home.themeCounts[code]) : themes;
  return (
    <section class="section" aria-labelledby="themes">
      <div class="section-head">
        <h2 id="themes">{t('web.home.themes')}</h2>
      </div>
      <ul class="tiles">
        {shown.map(({ code, icon }) => (
          <li key={code}>
            <a class={`tile ${themeClass(code)}`} href={visit.href(listPath({ filters: { theme: code } }))}>
              <ThemeBadge code={code} icon={icon} strong />
              <span>
                <span class="tile-name">{words(`theme.${code}`)}</span>
                {home.total > 0 && <span class="tile-count">{t('web.home.themes.count', { n: home.themeCounts[code] ?? 0 })}</span>}
              </span>
            </a>
          </li>
        ))}
        <li class="tile-last">
          <a class="tile tile-all" href={visit.href('/annuaire')}>
            <Icon name="arrow-right" />
            <span class="tile-name">{t('web.home.themes.all')}</span>
          </a>
        </li>
      </ul>
    </section>
  );
}

function Today({ home, visit }: HomeProps) {
  const t = translator(webMessages, visit.locale);
  const date = visit.now.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  if (!home.total) return null;
  return (
    <section class="section" aria-labelledby="today">
      <div class="section-head">
        <div>
          <h2 id="today">{t('web.home.today')}</h2>
          <p class="soft">{formatDay(date, visit.locale)}</p>
        </div>
        {home.openNowTotal > 0 && <a href={visit.href(listPath({ openNow: true }))}>{t('web.home.today.all', { n: home.openNowTotal })}</a>}
      </div>
      {home.openNow.length > 0 ? (
        <CardGrid label={t('web.home.today.open')}>
          {home.openNow.map((card) => (
            <li key={`${card.commune}/${card.slug}`}>
              <ResultCard card={card} visit={visit} level={3} />
            </li>
          ))}
        </CardGrid>
      ) : (
        <EmptyState title={t('web.home.today.none')} level={3}>
          <p>{t('web.home.today.none.body')}</p>
          <p>
            <a href={visit.href('/annuaire')}>{t('web.home.today.none.link')}</a>
          </p>
        </EmptyState>
      )}
    </section>
  );
}

/** A grouping's communes, each as a place to be near of. */
function Members({ visit }: { visit: Visit }) {
  const t = translator(webMessages, visit.locale);
  const { members } = visit.territory;
  if (!members.length) return null;
  return (
    <section class="section" aria-labelledby="members">
      <div class="section-head">
        <div>
          <h2 id="members">{t('web.home.members')}</h2>
          <p class="soft">{t('web.home.members.body')}</p>
        </div>
      </div>
      <ul class="member-list">
        {members.map(({ id, name }) => (
          <li key={id}>
            <a href={visit.href(listPath({ near: name }))}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Offer({ visit }: { visit: Visit }) {
  const t = translator(webMessages, visit.locale);
  const { contact, country, services } = visit.territory;
  const hasDirectory = services.includes('directory');
  return (
    <section class="section panel panel-offer" aria-labelledby="offer">
      <h2 id="offer">{t('web.home.offer')}</h2>
      <p>{contact ? t('web.home.offer.body', { desk: contact.name }) : t('web.home.offer.body.none')}</p>
      {(hasDirectory || contact?.phone) && (
        <div class="button-row">
          {hasDirectory && (
            <LinkButton icon="hand-helping" href={visit.href('/proposer')}>
              {translator(directoryMessages, visit.locale)('directory.suggest.link')}
            </LinkButton>
          )}
          {contact?.phone && (
            <LinkButton look="secondary" icon="phone" href={phoneHref(contact.phone)}>
              {t('web.home.offer.call', { phone: formatPhone(contact.phone, country) })}
            </LinkButton>
          )}
        </div>
      )}
    </section>
  );
}
