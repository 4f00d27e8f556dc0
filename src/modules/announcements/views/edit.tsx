import { type FormState, tickedIn, typed } from '../../../kernel/http/form.ts';
import { type FormWords, formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx';
import { Field, TextArea } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Hidden } from '../../../ui/hidden.tsx';
import { MoneyField } from '../../../ui/money-field.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Select } from '../../../ui/select.tsx';
import { CardGrid } from '../../../ui/stack.tsx';
import { ThemeBadge } from '../../../ui/theme-badge.tsx';
import { factMessages } from '../fact-messages.ts';
import { fieldsOf } from '../facts-input.ts';
import { kindsIn } from '../kinds/index.ts';
import type { AnnouncementKind, FactField } from '../kinds/kind.ts';
import { announcementMessages } from '../messages.ts';
import { findOccupations, occupationOf } from '../occupations/occupations.ts';
import { placesOf } from '../places.ts';
import type { OwnStructure } from '../text-input.ts';
import { factWords, fieldLabel, optionLabel } from './fact-words.ts';
import { keepWords } from './words.ts';

/** What may be published here. */
export function KindsView({ visit }: { visit: Visit }) {
  const t = keepWords(visit);
  return (
    <>
      <PageHeader title={t('announcements.new.title')} lead={t('announcements.new.lead')} />
      <CardGrid label={t('announcements.new.title')}>
        {kindsIn(visit.territory).map((kind) => (
          <li key={kind.code}>
            <Card
              href={visit.href(`/mon-espace/annonces/nouvelle/${kind.slug}`)}
              title={kind.invitation(visit.locale, visit.territory.country)}
              level={2}
              badge={<ThemeBadge code={kind.theme} icon={kind.icon} />}
            />
          </li>
        ))}
      </CardGrid>
    </>
  );
}

interface EditProps {
  kind: AnnouncementKind;
  /** Its title, where it is here already. */
  title: string | null;
  structures: readonly OwnStructure[];
  /** Names of the territory's groupings. */
  groupings: readonly string[];
  action: string;
  form: FormState;
  /** What is kept, where nothing was typed yet. */
  values: FormState['values'];
  /** Where the same form begins with a model text; null: it does already, or is not new. */
  modelPath: string | null;
  visit: Visit;
}

/** The form of an announcement: what, where, how to answer, when. */
export function EditView({ kind, title, structures, groupings, action, form, values, modelPath, visit }: EditProps) {
  const t = keepWords(visit);
  const words = formWords(visit, form, announcementMessages, { action });
  const shown: FormState = Object.keys(form.values).length > 0 ? form : { values, mistakes: [] };
  const props = { shown, words, visit };
  return (
    <>
      <PageHeader
        title={title === null ? kind.invitation(visit.locale, visit.territory.country) : t('announcements.edit.title', { title })}
        kicker={kind.label(visit.locale, visit.territory.country)}
      />
      {modelPath !== null && (
        <p>
          <LinkButton look="secondary" href={visit.href(modelPath)}>
            {t('announcements.edit.model')}
          </LinkButton>
        </p>
      )}
      <Form {...words.props}>
        <Hidden name="revision" value={typed(shown, 'revision', '0')} />
        <section class="edit-section" aria-labelledby="what">
          <h2 id="what">{t('announcements.edit.section.what')}</h2>
          <PublisherFields structures={structures} {...props} />
          <Field {...common('title', 'announcements.edit.name', props)} hint={t('announcements.edit.name.hint')} />
          <TextArea {...common('body', 'announcements.edit.body', props)} hint={t('announcements.edit.body.hint')} rows={8} />
        </section>
        <section class="edit-section" aria-labelledby="facts">
          <h2 id="facts">{t('announcements.edit.section.facts')}</h2>
          {fieldsOf(kind, visit.territory).map((field) => (
            <FactControl key={field.name} field={field} {...props} />
          ))}
        </section>
        <section class="edit-section" aria-labelledby="where">
          <h2 id="where">{t('announcements.edit.section.where')}</h2>
          <Checkbox
            id="remote"
            name="remote"
            value="1"
            label={t('announcements.edit.remote')}
            checked={tickedIn(shown, 'remote').includes('1')}
          />
          <Field {...common('street', 'announcements.edit.street', props)} autocomplete="street-address" />
          <Field {...common('postcode', 'announcements.edit.postcode', props)} autocomplete="postal-code" inputMode="numeric" />
          <Field {...common('locality', 'announcements.edit.locality', props)} autocomplete="address-level2" />
          <District {...props} />
        </section>
        <section class="edit-section" aria-labelledby="answer">
          <h2 id="answer">{t('announcements.edit.section.answer')}</h2>
          <Field
            {...common('phone', 'announcements.edit.phone', props)}
            hint={t('announcements.edit.phone.hint')}
            type="tel"
            autocomplete="tel"
          />
          <TextArea
            {...common('on_the_spot', 'announcements.edit.on-the-spot', props)}
            hint={t('announcements.edit.on-the-spot.hint')}
            rows={2}
          />
          <Field {...common('link', 'announcements.edit.link', props)} type="url" />
        </section>
        <section class="edit-section" aria-labelledby="publication">
          <h2 id="publication">{t('announcements.edit.section.publish')}</h2>
          {groupings.length > 0 && (
            <RadioGroup
              id="audience"
              name="audience"
              label={t('announcements.edit.audience')}
              value={typed(shown, 'audience', 'own')}
              choices={[
                { value: 'own', label: t('announcements.edit.audience.own', { name: visit.territory.name }) },
                { value: 'groupings', label: t('announcements.edit.audience.groupings', { names: groupings.join(', ') }) },
              ]}
            />
          )}
          <Field
            {...common('publish_on', 'announcements.edit.publish-on', props)}
            hint={t('announcements.edit.publish-on.hint')}
            type="date"
          />
        </section>
        <div class="submit-row">
          <Button>{t('announcements.edit.save')}</Button>
        </div>
      </Form>
    </>
  );
}

interface ControlProps {
  /** Typed, or kept. */
  shown: FormState;
  words: FormWords;
  visit: Visit;
}

function common(name: string, label: Parameters<ReturnType<typeof keepWords>>[0], { shown, words, visit }: ControlProps) {
  return { id: name, name, label: keepWords(visit)(label), value: typed(shown, name), ...words.wrong(name) };
}

/** One of the structures that one keeps, or a name. Who keeps none is asked for a name alone. */
function PublisherFields({ structures, ...props }: ControlProps & { structures: readonly OwnStructure[] }) {
  const t = keepWords(props.visit);
  const name = (
    <Field {...common('publisher_name', 'announcements.edit.publisher.name', props)} hint={t('announcements.edit.publisher.name.hint')} />
  );
  const [first] = structures;
  if (!first) return name;
  return (
    <RadioGroup
      id="publisher"
      name="publisher"
      label={t('announcements.edit.publisher')}
      value={typed(props.shown, 'publisher', first.id)}
      choices={[
        ...structures.map(({ id, name: label }) => ({ value: id, label })),
        { value: '', label: t('announcements.edit.publisher.other'), more: name },
      ]}
      {...props.words.wrong('publisher')}
    />
  );
}

function District({ shown, words, visit }: ControlProps) {
  const t = keepWords(visit);
  const places = placesOf(visit.territory);
  if (places.length === 0) return null;
  return (
    <Select
      id="district"
      name="district"
      label={t('announcements.edit.district')}
      value={typed(shown, 'district')}
      options={[
        { value: '', label: t('announcements.edit.district.none') },
        ...places.map(({ slug, name }) => ({ value: slug, label: name })),
      ]}
      {...words.wrong('district')}
    />
  );
}

function FactControl({ field, shown, words, visit }: ControlProps & { field: FactField }) {
  const t = factWords(visit);
  const { name } = field;
  const hintKey = `announcements.hint.${name}`;
  const hint = Object.hasOwn(factMessages.fr, hintKey) ? t(hintKey as keyof typeof factMessages.fr) : undefined;
  const props = { id: name, name, label: fieldLabel(name, visit), hint, ...words.wrong(name) };
  const value = typed(shown, name);
  const options = 'values' in field ? field.values.map((one) => ({ value: one, label: optionLabel(name, one, visit) })) : [];
  switch (field.type) {
    case 'choice':
      return options.length > 6 || !field.isRequired ? (
        <Select {...props} value={value} options={[{ value: '', label: keepWords(visit)('announcements.edit.none') }, ...options]} />
      ) : (
        <RadioGroup {...props} value={value} choices={options} />
      );
    case 'choices':
      return <CheckboxGroup {...props} values={tickedIn(shown, name)} choices={options} />;
    case 'box':
      return <Checkbox {...props} value="1" checked={tickedIn(shown, name).includes('1')} />;
    case 'date':
      return <Field {...props} type="date" value={value} />;
    case 'number':
      return <Field {...props} inputMode={field.isDecimal ? 'decimal' : 'numeric'} value={value} />;
    case 'money':
      return <MoneyField {...props} value={value} unit={visit.territory.currency === 'EUR' ? '€' : visit.territory.currency} />;
    case 'link':
      return <Field {...props} type="url" value={value} />;
    case 'occupation':
      return <Occupation {...props} value={value} visit={visit} />;
    default:
      return (field.most ?? 0) > 200 ? <TextArea {...props} value={value} rows={3} /> : <Field {...props} value={value} />;
  }
}

/** Words; where several occupations are called alike, a list to choose from, with the same name. */
function Occupation({ value, visit, ...props }: Parameters<typeof Field>[0] & { value: string; visit: Visit }) {
  const known = occupationOf(value);
  const found = known ? [] : findOccupations(value);
  if (!props.error || found.length < 2) return <Field {...props} value={known?.title ?? value} />;
  return (
    <RadioGroup
      {...props}
      label={keepWords(visit)('announcements.edit.occupation.choose', { words: value })}
      choices={found.map(({ code, title }) => ({ value: code, label: title }))}
    />
  );
}
