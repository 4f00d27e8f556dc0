import { emptyForm, type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { type Column, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { widgetMessages } from '../messages.ts';
import { sitesPath, writePath } from '../paths.ts';
import type { AllowedSite } from '../view-models.ts';
import { widgetWords } from '../words.ts';

interface SitesProps {
  sites: readonly AllowedSite[];
  form: FormState;
  visit: Visit;
}

export function siteColumns(visit: Visit): Column<AllowedSite>[] {
  const t = widgetWords(visit);
  const dayOf = ({ addedAt }: AllowedSite) => addedAt.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  return [
    { key: 'origin', label: t('widgets.sites.address'), cell: ({ origin }) => origin },
    { key: 'since', label: t('widgets.sites.since'), cell: (site) => formatDateAlone(dayOf(site), visit.locale), value: dayOf },
  ];
}

/** The sites that may show the territory's lists: who they are, one more, one less. */
export function SitesView({ sites, form, visit }: SitesProps) {
  const t = widgetWords(visit);
  const words = formWords(visit, form, widgetMessages, { action: sitesPath });
  const added = sites.find(({ id }) => id === visit.query['ajoute']);
  return (
    <>
      <PageHeader title={t('widgets.sites.title')} lead={t('widgets.sites.lead')}>
        <LinkButton look="secondary" href={visit.href(writePath)}>
          {t('widgets.sites.write')}
        </LinkButton>
      </PageHeader>
      {added && <Notice tone="good" title={t('widgets.sites.added', { site: added.origin })} />}
      <section class="section" aria-labelledby="sites">
        <h2 id="sites">{t('widgets.sites.list')}</h2>
        <DataTable
          caption={t('widgets.sites.caption', { n: sites.length })}
          locale={visit.locale}
          columns={siteColumns(visit)}
          file={visit.href(`${sitesPath}.xlsx`)}
          rows={sites}
          rowKey={({ id }) => id}
          actions={(site) => <Removal site={site} visit={visit} />}
          empty={
            <EmptyState title={t('widgets.sites.none')} level={3}>
              <p>{t('widgets.sites.none.body')}</p>
            </EmptyState>
          }
        />
      </section>
      <section class="section" aria-labelledby="add">
        <h2 id="add">{t('widgets.sites.add')}</h2>
        <Form {...words.props}>
          <Field
            id="address"
            name="address"
            label={t('widgets.sites.address')}
            hint={t('widgets.sites.address.hint')}
            value={typed(form, 'address')}
            autocomplete="off"
            {...words.wrong('address')}
          />
          <SubmitRow primary={{ label: t('widgets.sites.allow') }} />
        </Form>
      </section>
    </>
  );
}

function Removal({ site: { id, origin }, visit }: { site: AllowedSite; visit: Visit }) {
  const t = widgetWords(visit);
  const { props } = formWords(visit, emptyForm, widgetMessages, { action: `${sitesPath}/${id}/retrait` });
  return (
    <Form {...props}>
      <Button look="quiet">
        <span aria-hidden="true">{t('widgets.sites.remove')}</span>
        <span class="visually-hidden">{t('widgets.sites.remove.of', { site: origin })}</span>
      </Button>
    </Form>
  );
}
