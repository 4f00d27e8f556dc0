import type { Visit } from '../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { CopyField } from '../../../ui/copy-field.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Select } from '../../../ui/select.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { sitesPath, writePath } from '../paths.ts';
import { labelOf, MOST, NUMBER, type Shown } from '../shown.ts';
import { frameSnippet, scriptSnippet, type Wish } from '../snippet.ts';
import type { Embedded } from '../view-models.ts';
import { widgetWords } from '../words.ts';
import { EmbedView } from './embed.tsx';

interface WriteProps {
  wish: Wish;
  embedded: Embedded;
  /** All that may be shown here. */
  offered: readonly Shown[];
  /** Origins of the sites that may show it. */
  sites: readonly string[];
  visit: Visit;
}

const numbers = [3, 5, 8, 12, MOST];

/** Writes the code for another site's page: what, narrowed how, how many; then the code, and what it gives. */
export function WriteView({ wish, embedded, offered, sites, visit }: WriteProps) {
  const t = widgetWords(visit);
  return (
    <div class="wrap embed-page">
      <PageHeader title={t('widgets.write.title')} lead={t('widgets.write.lead', { name: visit.territory.name })} />
      <Tabs
        label={t('widgets.write.what')}
        tabs={offered.map((shown) => ({
          href: `${visit.href(writePath)}/${shown.name}`,
          label: labelOf(shown, visit),
          isCurrent: shown.name === wish.shown.name,
        }))}
      />
      <div class="embed-write">
        <Wishes wish={wish} visit={visit} />
        <section aria-labelledby="code">
          <h2 id="code">{t('widgets.write.code')}</h2>
          <CopyField locale={visit.locale} id="script" label={t('widgets.write.script')} value={scriptSnippet(wish, visit)} rows={8} />
          <p class="soft">{t('widgets.write.script.why')}</p>
          <CopyField locale={visit.locale} id="frame" label={t('widgets.write.frame')} value={frameSnippet(wish, visit)} rows={5} />
          <p class="soft">{t('widgets.write.frame.why')}</p>
          <Allowed sites={sites} visit={visit} />
        </section>
      </div>
      <section class="section" aria-labelledby="preview">
        <h2 id="preview">{t('widgets.write.preview')}</h2>
        <p class="soft">{t('widgets.write.preview.why')}</p>
        <div class="embed-sample">
          <EmbedView embedded={embedded} visit={visit} />
        </div>
      </section>
    </div>
  );
}

/** In place of the page, where the territory has opened no list. */
export function NothingView({ visit }: { visit: Visit }) {
  const t = widgetWords(visit);
  return (
    <div class="wrap embed-page">
      <PageHeader title={t('widgets.write.title')} />
      <EmptyState title={t('widgets.write.nothing')} />
    </div>
  );
}

function Wishes({ wish: { shown, query, most }, visit }: { wish: Wish; visit: Visit }) {
  const t = widgetWords(visit);
  return (
    <form class="form" action={visit.href(`${writePath}/${shown.name}`)}>
      {shown.embed.parameters.map(({ name, label, choices }) => {
        const values = choices?.(visit) ?? null;
        if (values === null)
          return <Field key={name} id={name} name={name} label={label(visit.locale)} value={query[name] ?? ''} autocomplete="off" />;
        return values.length === 0 ? null : (
          <Select
            key={name}
            id={name}
            name={name}
            label={label(visit.locale)}
            value={query[name] ?? ''}
            options={[{ value: '', label: t('widgets.write.any') }, ...values]}
          />
        );
      })}
      <Select
        id={NUMBER}
        name={NUMBER}
        label={t('widgets.write.number')}
        value={String(most)}
        options={[...new Set([...numbers, most])].sort((a, b) => a - b).map((n) => ({ value: String(n), label: String(n) }))}
      />
      <Button look="secondary">{t('widgets.write.see')}</Button>
    </form>
  );
}

/** Where it will be shown; nowhere, until the administration says so. */
function Allowed({ sites, visit }: { sites: readonly string[]; visit: Visit }) {
  const t = widgetWords(visit);
  const isAdministrator = visit.viewer?.roles.includes('administrator') ?? false;
  const title = sites.length === 0 ? t('widgets.write.nowhere') : t('widgets.write.where', { sites: sites.join(', ') });
  return (
    <Notice tone={sites.length === 0 ? 'careful' : 'info'} title={title}>
      <p>{t('widgets.write.ask')}</p>
      {isAdministrator && (
        <p>
          <LinkButton look="secondary" href={visit.href(sitesPath)}>
            {t('widgets.sites.title')}
          </LinkButton>
        </p>
      )}
    </Notice>
  );
}
