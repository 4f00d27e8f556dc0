import type { FormState } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../kernel/i18n/format.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Meter } from '../../../../ui/meter.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import type { Completeness } from '../../completeness-rules.ts';
import { directoryWords, formatList } from '../../views/words.ts';
import { spaceMessages } from '../messages.ts';
import { publicAddress, spacePath } from '../paths.ts';
import type { KeptPage, OwnStructure, Space } from '../view-models.ts';
import { editPath, editWords } from './edit.tsx';
import { SpaceFrame, spaceWords } from './frame.tsx';

/** The structures that somebody keeps. */
export function StructuresView({ structures, visit }: { structures: readonly OwnStructure[]; visit: Visit }) {
  const t = spaceWords(visit);
  return (
    <>
      <PageHeader title={t('directory.space.structures')} lead={t('directory.space.structures.lead')} />
      {structures.length === 0 ? (
        <EmptyState title={t('directory.space.structures.none')}>
          <p>{t('directory.space.structures.none.body')}</p>
          <LinkButton href={visit.href('/annuaire')}>{t('directory.space.structures.find')}</LinkButton>
        </EmptyState>
      ) : (
        <ul class="kept-pages">
          {structures.map((structure) => (
            <li key={structure.id}>
              <h2>
                <a href={visit.href(spacePath(structure.id))}>{structure.name}</a>
              </h2>
              <p>{t(`directory.space.role.${structure.role}`)}</p>
              {structure.territoryId !== visit.territory.id && <p>{t('directory.space.elsewhere', { name: structure.territoryName })}</p>}
              {structure.messages > 0 && (
                <p>
                  <a href={visit.href(spacePath(structure.id, '/messages'))}>
                    {t('directory.space.messages.waiting', { n: structure.messages })}
                  </a>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The first page of a structure's space: its pages, how fresh they are, and what can be done. */
export function OverviewView({
  space,
  drafts,
  completeness,
  form,
  visit,
}: {
  space: Space;
  /** Of pages that are to be. */
  drafts: readonly { id: string; name: string }[];
  /** By the page's id. */
  completeness: ReadonlyMap<string, Completeness>;
  form: FormState;
  visit: Visit;
}) {
  const t = spaceWords(visit);
  const edit = editWords(visit);
  const [organisation, ...others] = space.pages;
  const places = others.filter(({ subject }) => subject === 'place');
  const services = others.filter(({ subject }) => subject === 'service');
  const isElsewhere = space.territory.id !== visit.territory.id;
  return (
    <SpaceFrame
      space={space}
      tab="overview"
      lead={isElsewhere ? t('directory.space.elsewhere', { name: space.territory.name }) : undefined}
      visit={visit}
    >
      <Freshness space={space} form={form} visit={visit} />
      <PageList title={t('directory.space.pages.own')} pages={[organisation]} space={space} completeness={completeness} visit={visit} />
      <PageList title={t('directory.space.pages.places')} pages={places} space={space} completeness={completeness} visit={visit} />
      <PageList title={t('directory.space.pages.services')} pages={services} space={space} completeness={completeness} visit={visit} />
      <p class="button-row">
        <LinkButton look="secondary" icon="plus" href={visit.href(editPath(space, 'nouveau-lieu'))}>
          {edit('directory.edit.new.place')}
        </LinkButton>
        <LinkButton look="secondary" icon="plus" href={visit.href(editPath(space, 'nouveau-service'))}>
          {edit('directory.edit.new.service')}
        </LinkButton>
      </p>
      {drafts.length > 0 && (
        <section>
          <h2>{edit('directory.edit.drafts')}</h2>
          <ul class="kept-pages">
            {drafts.map((draft) => (
              <li key={draft.id}>
                <h3>
                  <a href={visit.href(editPath(space, draft.id))}>{draft.name}</a>
                </h3>
              </li>
            ))}
          </ul>
        </section>
      )}
      {/* Owners do so on the page of their team; who acts under a mandate is of none. */}
      {space.role === 'editor' && visit.viewer?.actingFor === null && (
        <p class="list-after">
          <a href={visit.href(spacePath(organisation.id, '/quitter'))}>{t('directory.space.team.leave')}</a>
        </p>
      )}
    </SpaceFrame>
  );
}

function Freshness({ space, form, visit }: { space: Space; form: FormState; visit: Visit }) {
  const t = spaceWords(visit);
  const [organisation] = space.pages;
  const shown = space.pages.filter(({ state }) => state === 'published');
  if (shown.length === 0) return null;
  const oldest = shown.reduce((a, b) => (a.confirmedOn.toString() <= b.confirmedOn.toString() ? a : b));
  const words = formWords(visit, form, spaceMessages, { action: spacePath(organisation.id, '/confirmer') });
  const date = formatDateAlone(oldest.confirmedOn, visit.locale);
  return (
    <Notice tone={oldest.freshness === 'fresh' ? 'good' : 'careful'} title={t(`directory.space.freshness.${oldest.freshness}`)}>
      <p>{t('directory.space.freshness.date', { date })}</p>
      <Form {...words.props}>
        <Button icon="check" look="secondary">
          {t('directory.space.freshness.confirm')}
        </Button>
      </Form>
    </Notice>
  );
}

const tones = { published: 'good', closed: 'off', moved: 'off' } as const;

function PageList({
  title,
  pages,
  space,
  completeness,
  visit,
}: {
  title: string;
  pages: readonly KeptPage[];
  space: Space;
  completeness: ReadonlyMap<string, Completeness>;
  visit: Visit;
}) {
  const t = spaceWords(visit);
  const edit = editWords(visit);
  const [organisation] = space.pages;
  if (pages.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="kept-pages">
        {pages.map((page) => {
          const path = (part: string) => visit.href(spacePath(organisation.id, `/pages/${page.id}${part}`));
          return (
            <li key={page.id}>
              <h3>
                <a href={publicAddress(visit, space, page)}>{page.name}</a>
              </h3>
              <StatusTag tone={tones[page.state]}>{t(`directory.space.state.${page.state}`)}</StatusTag>
              {page.state === 'published' && <Completion name={page.name} completeness={completeness.get(page.id)} visit={visit} />}
              <p class="soft">{t('directory.space.page.confirmed', { date: formatDateAlone(page.confirmedOn, visit.locale) })}</p>
              <p class="button-row">
                <a href={path('')}>{edit('directory.edit.action')}</a>
                {page.subject !== 'service' && <a href={path('/photos')}>{edit('directory.pictures.action')}</a>}
                <a href={path('/historique')}>{t('directory.space.page.history')}</a>
                <a href={path('/etat')}>{t('directory.space.page.state')}</a>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What is added first: more would be a wall. */
const FIRST = 3;

function Completion({ name, completeness, visit }: { name: string; completeness: Completeness | undefined; visit: Visit }) {
  const t = editWords(visit);
  if (!completeness) return null;
  const { score, missing } = completeness;
  const words = missing
    .slice(0, FIRST)
    .map(({ field }) =>
      field === 'contact' || field === 'pictures'
        ? t(`directory.edit.missing.${field}`)
        : directoryWords(visit)(`directory.field.${field}`),
    );
  return (
    <>
      <Meter label={name} words={t('directory.edit.score', { score })} percent={score} />
      {words.length > 0 && <p class="soft">{t('directory.edit.score.missing', { fields: formatList(words, visit.locale) })}</p>}
    </>
  );
}
