import type { Visit } from '../../kernel/http/visit.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { formatPhone, phoneHref } from '../../ui/phone.ts';
import { usefulNumbersMessages } from './messages.ts';
import { type Need, numberHref, type UsefulNumber } from './rules.ts';

const words = (visit: Visit) => translator(usefulNumbersMessages, visit.locale);

interface NumbersProps {
  numbers: readonly UsefulNumber[];
  visit: Visit;
}

/** `/numeros-utiles` */
export function UsefulNumbersView({ numbers, visit }: NumbersProps) {
  const t = words(visit);
  const [first] = numbers;
  return (
    <div class="wrap useful-numbers">
      <div class="page-head">
        <h1>{t('useful-numbers.title')}</h1>
        {first ? (
          <>
            <p class="lead no-print">{t('useful-numbers.lead')}</p>
            <p class="button-row no-print">
              <LinkButton icon="phone" href={numberHref(first)}>
                {t('useful-numbers.now', { digits: first.digits })}
              </LinkButton>
            </p>
          </>
        ) : (
          <Notice tone="careful" title={t('useful-numbers.none')}>
            <p>{t('useful-numbers.none.body')}</p>
          </Notice>
        )}
      </div>
      <Desk visit={visit} />
      <Numbers need="danger" numbers={numbers} visit={visit} />
      <Numbers need="help" numbers={numbers} visit={visit} />
      <p class="print-only">{t('useful-numbers.print', { url: (visit.territory.origin ?? visit.origin) + visit.href(visit.path) })}</p>
    </div>
  );
}

/** Whom one knows: the town hall comes before the country. */
function Desk({ visit }: { visit: Visit }) {
  const t = words(visit);
  const { contact, country } = visit.territory;
  if (!contact || !(contact.phone || contact.email)) return null;
  return (
    <section class="panel desk" aria-labelledby="desk">
      <div>
        <h2 id="desk">{contact.name}</h2>
        <p>{t('useful-numbers.desk.body')}</p>
      </div>
      {contact.phone && (
        <a class="big-phone" href={phoneHref(contact.phone)}>
          <Icon name="phone" />
          <span>
            <span class="visually-hidden">{t('useful-numbers.desk.call')} </span>
            {formatPhone(contact.phone, country)}
          </span>
        </a>
      )}
      {contact.email && (
        <LinkButton look="secondary" icon="mail" href={`mailto:${contact.email}`}>
          {t('useful-numbers.desk.write')}
        </LinkButton>
      )}
    </section>
  );
}

function Numbers({ need, numbers, visit }: NumbersProps & { need: Need }) {
  const t = words(visit);
  const shown = numbers.filter((number) => number.need === need);
  if (!shown.length) return null;
  return (
    <section class="section" aria-labelledby={need}>
      <div class="section-head">
        <div>
          <h2 id={need}>{t(`useful-numbers.${need}`)}</h2>
          <p class="soft">{t(`useful-numbers.${need}.body`)}</p>
        </div>
      </div>
      <ul class={`numbers numbers-${need}`}>
        {shown.map((number) => (
          <li key={number.digits}>
            <NumberCard number={number} visit={visit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The whole card calls. */
function NumberCard({ number, visit }: { number: UsefulNumber; visit: Visit }) {
  const t = words(visit);
  const conditions = [
    number.bySms && t('useful-numbers.by-sms'),
    number.isFree && t('useful-numbers.free'),
    number.isDayAndNight && t('useful-numbers.day-and-night'),
  ].filter(Boolean);
  return (
    <article class="card number">
      <h3 class="card-title">
        <a href={numberHref(number)}>
          <span class="number-digits">
            <Icon name={number.bySms ? 'mail' : 'phone'} />
            <span>
              <span class="visually-hidden">{t(number.bySms ? 'useful-numbers.text' : 'useful-numbers.call')} </span>
              {number.digits}
            </span>
          </span>{' '}
          <span class="number-name">{t(`useful-numbers.${number.text}.name`)}</span>
        </a>
      </h3>
      <p>{t(`useful-numbers.${number.text}.when`)}</p>
      {conditions.length > 0 && <p class="number-conditions">{conditions.join(' · ')}</p>}
    </article>
  );
}
