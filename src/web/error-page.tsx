import type { Page } from '../kernel/html/page.ts';
import type { Visit } from '../kernel/http/visit.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { LinkButton } from '../ui/button.tsx';
import { formatPhone, phoneHref } from '../ui/phone.ts';
import { SearchForm } from '../ui/search-form.tsx';
import { webMessages } from './messages.ts';

type Mishap = 'not-found' | 'refused' | 'invalid' | 'failure' | 'busy';

export function mishapOf(status: number): Mishap {
  if (status === 404 || status === 410) return 'not-found';
  if (status === 503 || status === 429) return 'busy';
  if (status === 403) return 'refused';
  return status < 500 ? 'invalid' : 'failure';
}

/**
 * The page of a status that is not a success: what happened, then what to do. `detail` is a sentence for the visitor,
 * never an exception's text.
 */
export function errorPage(status: number, visit: Visit, detail?: string): Page {
  const t = translator(webMessages, visit.locale);
  const mishap = mishapOf(status);
  return {
    title: t(`web.error.${mishap}`),
    noindex: true,
    body: <ErrorView status={status} mishap={mishap} visit={visit} {...(detail ? { detail } : {})} />,
  };
}

function ErrorView({ status, mishap, visit, detail }: { status: number; mishap: Mishap; visit: Visit; detail?: string }) {
  const t = translator(webMessages, visit.locale);
  const { contact, country } = visit.territory;
  return (
    <div class="wrap mishap">
      <svg class="empty-drawing" viewBox="0 0 120 72" aria-hidden="true">
        <path class="drawing-soil" d="M2 58q29-14 58-4t58-2v18H2z" />
        <path class="drawing-stem" d="M58 55q6-14-2-24q-6-8 6-12" />
        <path class="drawing-fallen" d="M82 46c10-8 20-6 28 4-10 6-20 4-28-4z" />
        <path class="drawing-seed" d="M20 64h.1M38 62h.1M80 63h.1M100 64h.1" />
      </svg>
      <h1>{t(`web.error.${mishap}`)}</h1>
      <p class="lead">{detail ?? t(`web.error.${mishap}.body`)}</p>
      {mishap === 'not-found' && (
        <SearchForm action={visit.href('/annuaire')} id="q" label={t('web.home.search')} button={t('web.home.search.button')} />
      )}
      <div class="button-row">
        {(mishap === 'busy' || mishap === 'failure') && <LinkButton href={visit.href(visit.path)}>{t('web.error.retry')}</LinkButton>}
        <LinkButton look="secondary" href={visit.href('/')}>
          {t('web.error.home')}
        </LinkButton>
        {mishap === 'not-found' && (
          <LinkButton look="secondary" href={visit.href('/annuaire')}>
            {t('web.error.directory')}
          </LinkButton>
        )}
      </div>
      {contact?.phone && (
        <p>
          <a href={phoneHref(contact.phone)}>{t('web.error.call', { name: contact.name, phone: formatPhone(contact.phone, country) })}</a>
        </p>
      )}
      <p class="soft">
        <small>{t('web.error.code', { code: status })}</small>
      </p>
    </div>
  );
}
