import { type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { NextSteps } from '../../../ui/callout.tsx';
import { RadioGroup } from '../../../ui/choices.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Select } from '../../../ui/select.tsx';
import { alertPath, distances, type ListQuery, listPath, listSearch } from '../../announcements/index.ts';
import { alertMessages } from '../messages.ts';
import type { Alert, AskedPlace, SavedSearch } from '../models.ts';
import { rhythms } from '../rhythm-rules.ts';
import { nearbyPlaces } from '../saved-search.ts';
import { alertWords, searchChoices, searchName } from '../words.ts';

/** Kilometres that are offered first. */
const USUAL_DISTANCE = 5;

interface AskProps {
  search: SavedSearch;
  /** The list as its address asks for it. */
  list: ListQuery;
  /** Where that is near of. */
  place: AskedPlace | null;
  form: FormState;
  visit: Visit;
}

/** « Recevoir les nouvelles annonces »: what is searched, where to write, how often. */
export function AskView({ search, list, place, form, visit }: AskProps) {
  const t = alertWords(visit);
  const words = formWords(visit, form, alertMessages, { action: alertPath(list, search.isForYouth), isGuarded: true });
  const choices = searchChoices(search, visit);
  const actingFor = visit.viewer?.actingFor ?? null;
  return (
    <div class="wrap narrow">
      <PageHeader title={t('alerts.new.title')} lead={t('alerts.new.lead')} />
      <section class="callout" aria-labelledby="search">
        <h2 class="callout-title" id="search">
          {t('alerts.new.search')}
        </h2>
        <ul>
          {(choices.length > 0 ? choices : [t('alerts.everything')]).map((choice) => (
            <li key={choice}>{choice}</li>
          ))}
        </ul>
        {list.when !== null && <p>{t('alerts.new.no-day')}</p>}
        <p>
          <a href={visit.href(`${listPath(search.isForYouth)}${listSearch(list)}`)}>{t('alerts.new.change')}</a>
        </p>
      </section>
      <div class="section">
        <Form {...words.props}>
          {visit.viewer && !actingFor ? (
            <p>{t('alerts.new.to', { email: visit.viewer.email })}</p>
          ) : (
            <Field
              id="email"
              name="email"
              type="email"
              label={actingFor ? t('alerts.new.email.for', { name: actingFor.name }) : t('alerts.new.email')}
              hint={t(actingFor ? 'alerts.new.email.for.hint' : 'alerts.new.email.hint')}
              value={typed(form, 'email')}
              {...(!actingFor && { autocomplete: 'email' })}
              {...words.wrong('email')}
            />
          )}
          <RadioGroup
            id="rhythm"
            name="rhythm"
            label={t('alerts.new.rhythm')}
            value={typed(form, 'rhythm', 'daily')}
            choices={rhythms.map((value) => ({ value, label: t(`alerts.rhythm.${value}`), hint: t(`alerts.rhythm.${value}.hint`) }))}
            {...words.wrong('rhythm')}
          />
          <Nearby place={place} form={form} visit={visit} />
          <Button icon="mail">{t('alerts.new.submit')}</Button>
        </Form>
      </div>
    </div>
  );
}

/** Nothing where the territory has no point to be near of. */
function Nearby({ place, form, visit }: Pick<AskProps, 'place' | 'form' | 'visit'>) {
  const t = alertWords(visit);
  const places = nearbyPlaces(visit.territory, place);
  if (places.length === 0) return null;
  return (
    <>
      <Select
        id="near"
        name="near"
        label={t('alerts.new.near')}
        hint={t('alerts.new.near.hint')}
        value={typed(form, 'near', place?.name)}
        options={[{ value: '', label: t('alerts.new.near.any') }, ...places.map(({ name }) => ({ value: name, label: name }))]}
      />
      <Select
        id="within"
        name="within"
        label={t('alerts.new.within')}
        hint={t('alerts.new.within.hint')}
        value={typed(form, 'within', String(place?.within ?? USUAL_DISTANCE))}
        options={distances.map((km) => ({ value: String(km), label: t('alerts.new.km', { km }) }))}
      />
    </>
  );
}

/** What happens next; the same whatever the address. */
export function AskedView({ visit }: { visit: Visit }) {
  const t = alertWords(visit);
  return (
    <div class="wrap narrow">
      <PageHeader title={t('alerts.asked.title')} lead={t('alerts.asked.lead')} />
      <NextSteps
        locale={visit.locale}
        steps={[{ what: t('alerts.asked.step.open'), when: t('alerts.asked.step.open.when') }, { what: t('alerts.asked.step.news') }]}
      >
        <LinkButton look="secondary" href={visit.href('/annonces')}>
          {t('alerts.asked.back')}
        </LinkButton>
      </NextSteps>
    </div>
  );
}

export function ConfirmView({ alert, form, visit }: { alert: Alert; form: FormState; visit: Visit }) {
  const t = alertWords(visit);
  const words = formWords(visit, form, alertMessages, { action: visit.path });
  const { email, search } = alert;
  return (
    <div class="wrap narrow">
      <PageHeader
        title={t('alerts.confirm.title')}
        lead={t('alerts.confirm.lead', { portal: visit.territory.name, email, name: searchName(search, visit) })}
      />
      <Form {...words.props}>
        <Button icon="check">{t('alerts.confirm.submit')}</Button>
      </Form>
      <Notice>
        <p>{t('alerts.confirm.ignore')}</p>
      </Notice>
    </div>
  );
}

/** A link that leads to nothing any more. */
export function OverView({ visit }: { visit: Visit }) {
  const t = alertWords(visit);
  return (
    <div class="wrap narrow">
      <PageHeader title={t('alerts.over.title')} lead={t('alerts.over.lead')} />
      <LinkButton look="secondary" href={visit.href('/annonces')}>
        {t('alerts.asked.back')}
      </LinkButton>
    </div>
  );
}
