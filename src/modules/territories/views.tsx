import type { ComponentChildren } from 'preact';
import { Temporal } from 'temporal-polyfill';
import type { AccessibilityAudit, Visit } from '../../kernel/http/visit.ts';
import { formatDate, formatNumber } from '../../kernel/i18n/format.ts';
import type { Locale } from '../../kernel/i18n/locales.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { HeldKind } from '../../kernel/privacy/held-kinds.ts';
import { DefinitionList } from '../../ui/definition-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Monogram, Pattern } from '../../ui/pattern.tsx';
import { formatPhone, phoneHref } from '../../ui/phone.ts';
import { territoriesMessages } from './messages.ts';

export interface TerritoryLink {
  name: string;
  href: string;
  kind: 'commune' | 'grouping';
}

/** Where a host shows no territory: those that it could show. */
export function TerritoriesView({ territories, locale }: { territories: readonly TerritoryLink[]; locale: Locale }) {
  const t = translator(territoriesMessages, locale);
  const groups = [
    { title: t('territories.list.communes'), members: territories.filter(({ kind }) => kind === 'commune') },
    { title: t('territories.list.groupings'), members: territories.filter(({ kind }) => kind === 'grouping') },
  ].filter(({ members }) => members.length);
  return (
    <>
      <div class="banner">
        <Pattern seed="terreau" columns={48} rows={2} />
      </div>
      <div class="wrap">
        <div class="page-head">
          <h1>{t('territories.list.title')}</h1>
          {groups.length > 0 && <p class="lead">{t('territories.list.lead')}</p>}
        </div>
        {groups.length === 0 && (
          <EmptyState title="Terreau">
            <p>{t('territories.list.empty')}</p>
          </EmptyState>
        )}
        {groups.map(({ title, members }) => (
          <section class="section" key={title}>
            <div class="section-head">
              <h2>{title}</h2>
            </div>
            <ul class="tiles">
              {members.map(({ name, href }) => (
                <li key={href}>
                  <a class="tile" href={href}>
                    <Monogram name={name} />
                    <span class="tile-name">{name}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** `/mentions-legales` */
export function LegalNoticeView({ visit }: { visit: Visit }) {
  const t = translator(territoriesMessages, visit.locale);
  const { legal, contact } = visit.territory;
  const missing = t('territories.legal.missing');
  return (
    <Prose title={t('territories.legal.title')}>
      <DefinitionList
        items={[
          { term: t('territories.legal.publisher'), description: legal.publisher ?? visit.territory.name },
          { term: t('territories.legal.director'), description: legal.director ?? missing },
          { term: t('territories.legal.host'), description: legal.host ?? missing },
        ]}
      />
      {contact && (
        <>
          <h2>{t('territories.legal.contact')}</h2>
          <ContactLines visit={visit} />
        </>
      )}
      <h2>{t('territories.legal.data')}</h2>
      <p>{t('territories.legal.data.body')}</p>
      <p>{t('territories.legal.osm')}</p>
      <p>
        <a href="/api/v1/openapi.json">{t('territories.legal.data.link')}</a>
      </p>
      <h2>{t('territories.legal.software')}</h2>
      <p>{t('territories.legal.software.body')}</p>
    </Prose>
  );
}

/** `/confidentialite` */
export function PrivacyView({ visit, held }: { visit: Visit; held: readonly HeldKind[] }) {
  const t = translator(territoriesMessages, visit.locale);
  const { legal, country, canton, name } = visit.territory;
  return (
    <Prose title={t('territories.privacy.title')} lead={t('territories.privacy.lead')}>
      <h2>{t('territories.privacy.kept')}</h2>
      <ul>
        <li>{t('territories.privacy.kept.nothing')}</li>
        <li>{t('territories.privacy.kept.cookies')}</li>
        <li>{t('territories.privacy.kept.logs')}</li>
        <li>{t('territories.privacy.kept.position')}</li>
        <li>{t('territories.privacy.kept.offline')}</li>
        <li>{t('territories.privacy.kept.third')}</li>
        <li>{t('territories.privacy.kept.map')}</li>
      </ul>
      <h2>{t('territories.privacy.directory')}</h2>
      <p>{t('territories.privacy.directory.body')}</p>
      <h2>{t('territories.privacy.held')}</h2>
      <p>{t('territories.privacy.held.lead')}</p>
      {held.map(({ kind, name: what, why, until, basis, fate }) => (
        <section key={kind} aria-labelledby={kind}>
          <h3 id={kind}>{what}</h3>
          <p>{why}</p>
          <DefinitionList
            items={[
              { term: t('territories.privacy.basis'), description: t(`territories.privacy.basis.${basis}`) },
              { term: t('territories.privacy.until'), description: until },
              { term: t('territories.privacy.fate'), description: t(`territories.privacy.fate.${fate}`) },
            ]}
          />
        </section>
      ))}
      <h2>{t('territories.privacy.rights')}</h2>
      <p>{t('territories.privacy.rights.body')}</p>
      <p>
        <a href={visit.href('/mon-compte/donnees')}>{t('territories.privacy.rights.self')}</a>
      </p>
      <DefinitionList
        items={[
          { term: t('territories.privacy.controller'), description: legal.publisher ?? name },
          ...(legal.dataProtectionOfficer ? [{ term: t('territories.privacy.officer'), description: legal.dataProtectionOfficer }] : []),
        ]}
      />
      <ContactLines visit={visit} />
      <h2>{t('territories.privacy.complaint')}</h2>
      {country === 'FR' ? (
        <>
          <p>{t('territories.privacy.complaint.fr')}</p>
          <p>
            <a href="https://www.cnil.fr/fr/plaintes">{t('territories.privacy.complaint.fr.link')}</a>
          </p>
        </>
      ) : (
        <>
          <p>{t(canton === 'GE' ? 'territories.privacy.complaint.ge' : 'territories.privacy.complaint.ch')}</p>
          <p>{t('territories.privacy.complaint.ch.federal')}</p>
          <p>
            <a href="https://www.edoeb.admin.ch">{t('territories.privacy.complaint.ch.link')}</a>
          </p>
        </>
      )}
    </Prose>
  );
}

export type Conformity = 'non' | 'partial' | 'total';

/** The three states of the French regulation: under half of the criteria, from half on, all of them. No audit: none. */
export function conformity(audit: AccessibilityAudit | null): Conformity {
  if (!audit || audit.rate < 50) return 'non';
  return audit.rate < 100 ? 'partial' : 'total';
}

/** `/accessibilite`: the statement of the order of 20 September 2019 (RGAA) in France, after eCH-0059 in Switzerland. */
export function AccessibilityView({ visit }: { visit: Visit }) {
  const t = translator(territoriesMessages, visit.locale);
  const { audit, country, name, contact, origin } = visit.territory;
  const law = country === 'FR' ? 'fr' : 'ch';
  const state = conformity(audit);
  const date = audit ? formatDate(Temporal.PlainDate.from(audit.date), visit.locale) : '';
  return (
    <Prose title={t('territories.accessibility.title')}>
      <p>{t(`territories.accessibility.commitment.${law}`, { name })}</p>
      <p>{t('territories.accessibility.scope', { origin: origin ?? visit.origin })}</p>
      <h2>{t('territories.accessibility.state')}</h2>
      <Notice tone={state === 'total' ? 'good' : 'careful'}>
        <p>{t(`territories.accessibility.state.${audit ? state : 'none'}.${law}`)}</p>
      </Notice>
      <h2>{t('territories.accessibility.results')}</h2>
      {audit ? (
        <p>
          {t('territories.accessibility.results.audit', {
            date,
            auditor: audit.auditor,
            // Rounded down: 99.96 % of the criteria is not all of them.
            rate: formatNumber(Math.floor(audit.rate * 100) / 100, visit.locale),
          })}
        </p>
      ) : (
        <p>{t('territories.accessibility.results.none')}</p>
      )}
      {audit?.reportUrl && (
        <p>
          <a href={audit.reportUrl}>{t('territories.accessibility.results.report')}</a>
        </p>
      )}
      <h2>{t('territories.accessibility.content')}</h2>
      <p>{t(`territories.accessibility.content.${!audit ? 'none' : state === 'total' ? 'total' : 'audit'}`)}</p>
      <h2>{t('territories.accessibility.statement')}</h2>
      <p>{audit ? t('territories.accessibility.statement.date', { date }) : t('territories.accessibility.statement.none')}</p>
      <p>{t('territories.accessibility.statement.technology')}</p>
      <h2>{t('territories.accessibility.feedback')}</h2>
      <p>{t('territories.accessibility.feedback.body')}</p>
      {contact ? <ContactLines visit={visit} /> : <p>{t('territories.accessibility.feedback.missing')}</p>}
      <h2>{t('territories.accessibility.appeal')}</h2>
      {law === 'fr' ? (
        <>
          <p>{t('territories.accessibility.appeal.fr')}</p>
          <ul>
            <li>
              <a href="https://formulaire.defenseurdesdroits.fr/">{t('territories.accessibility.appeal.fr.message')}</a>
            </li>
            <li>
              <a href="https://www.defenseurdesdroits.fr/saisir/delegues">{t('territories.accessibility.appeal.fr.delegate')}</a>
            </li>
            <li>{t('territories.accessibility.appeal.fr.post')}</li>
          </ul>
        </>
      ) : (
        <>
          <p>{t('territories.accessibility.appeal.ch')}</p>
          <p>
            <a href="https://www.edi.admin.ch/bfeh">{t('territories.accessibility.appeal.ch.link')}</a>
          </p>
        </>
      )}
    </Prose>
  );
}

function Prose({ title, lead, children }: { title: string; lead?: string; children: ComponentChildren }) {
  return (
    <div class="wrap">
      <div class="page-head">
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      <div class="prose">{children}</div>
    </div>
  );
}

function ContactLines({ visit }: { visit: Visit }) {
  const t = translator(territoriesMessages, visit.locale);
  const { contact, country } = visit.territory;
  if (!contact) return null;
  const town = [contact.postcode, contact.locality].filter(Boolean).join(' ');
  const address = [contact.name, contact.street, town].filter(Boolean).join(', ');
  return (
    <DefinitionList
      items={[
        { term: t('territories.contact.address'), description: address },
        ...(contact.phone
          ? [
              {
                term: t('territories.contact.phone'),
                description: <a href={phoneHref(contact.phone)}>{formatPhone(contact.phone, country)}</a>,
              },
            ]
          : []),
        ...(contact.email
          ? [{ term: t('territories.contact.email'), description: <a href={`mailto:${contact.email}`}>{contact.email}</a> }]
          : []),
      ]}
    />
  );
}
