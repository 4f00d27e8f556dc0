import { LARGEST_FILE } from '../../../../kernel/files/refusal.ts';
import { tickedIn, typed } from '../../../../kernel/http/form.ts';
import type { FormWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { CheckboxGroup } from '../../../../ui/choices.tsx';
import { Field, FieldGroup, TextArea } from '../../../../ui/field.tsx';
import { FileField } from '../../../../ui/file-field.tsx';
import { HoursField } from '../../../../ui/hours-field.tsx';
import { settingsMessages } from '../messages.ts';
import type { FormValues, OfferedService } from '../section.ts';
import { districtField, districtRows } from '../sections/districts.ts';
import { fieldLabel, textFields } from '../words.ts';
import { AccentSample } from './accent-sample.tsx';

export interface FieldsProps {
  visit: Visit;
  /** What the form shows: what is set, or what was typed. */
  values: FormValues;
  /** What is set. */
  kept: FormValues;
  wrong: FormWords['wrong'];
  offered: readonly OfferedService[];
}

type TextProps = FieldsProps & {
  section: keyof typeof textFields;
  name: string;
  hint?: string;
  type?: 'text' | 'email' | 'tel' | 'url' | 'date';
  inputMode?: 'decimal' | 'numeric';
};

function Text({ visit, values, wrong, section, name, ...more }: TextProps) {
  return (
    <Field
      id={name}
      name={name}
      label={fieldLabel(visit, section, name)}
      value={typed({ values, mistakes: [] }, name)}
      autocomplete="off"
      {...more}
      {...wrong(name)}
    />
  );
}

export function AppearanceFields(props: FieldsProps) {
  const { visit, values, kept, wrong } = props;
  const t = translator(settingsMessages, visit.locale);
  const form = { values, mistakes: [] };
  return (
    <>
      <Text {...props} section="appearance" name="name" />
      <Text {...props} section="appearance" name="accent" hint={t('desk.settings.appearance.accent.hint')} />
      <AccentSample visit={visit} accent={typed(form, 'accent')} />
      <FileField
        id="logo"
        name="logo"
        locale={visit.locale}
        label={t('desk.settings.appearance.logo')}
        hint={t('desk.settings.appearance.logo.hint')}
        accept="image/png,image/jpeg,image/webp,image/svg+xml"
        most={LARGEST_FILE}
        {...wrong('logo')}
      />
      {typed({ values: kept, mistakes: [] }, 'logo') !== '' && (
        <>
          <img class="logo-sample" src={typed({ values: kept, mistakes: [] }, 'logo')} alt={t('desk.settings.appearance.logo.now')} />
          <Checkbox
            id="withoutLogo"
            name="withoutLogo"
            value="1"
            label={t('desk.settings.appearance.logo.remove')}
            checked={tickedIn(form, 'withoutLogo').length > 0}
          />
        </>
      )}
      <TextArea
        id="homeMessage"
        name="homeMessage"
        label={t('desk.settings.appearance.homeMessage')}
        hint={t('desk.settings.appearance.homeMessage.hint')}
        rows={3}
        value={typed(form, 'homeMessage')}
        {...wrong('homeMessage')}
      />
      <TextArea
        id="homeMessageEn"
        name="homeMessageEn"
        label={t('desk.settings.appearance.homeMessageEn')}
        rows={3}
        value={typed(form, 'homeMessageEn')}
        {...wrong('homeMessageEn')}
      />
    </>
  );
}

export function WelcomeFields(props: FieldsProps) {
  const { visit, values, kept, wrong } = props;
  const t = translator(settingsMessages, visit.locale);
  const form = { values, mistakes: [] };
  // Hours that the week cannot say (seasons, appointments) keep their words, so that nothing of them is lost.
  const isBeyondWeek =
    typed({ values: kept, mistakes: [] }, 'openingHours') !== '' && !Object.keys(kept).some((name) => name.startsWith('hours.'));
  return (
    <>
      <Text {...props} section="welcome" name="name" hint={t('desk.settings.welcome.name.hint')} />
      <Text {...props} section="welcome" name="phone" type="tel" />
      <Text {...props} section="welcome" name="email" type="email" />
      <Text {...props} section="welcome" name="street" />
      <Text {...props} section="welcome" name="postcode" inputMode="numeric" />
      <Text {...props} section="welcome" name="locality" />
      {isBeyondWeek ? (
        <Field
          id="openingHours"
          name="openingHours"
          label={t('desk.settings.welcome.hours')}
          hint={t('desk.settings.welcome.hours.hint')}
          value={typed(form, 'openingHours')}
          {...wrong('openingHours')}
        />
      ) : (
        <>
          <HoursField
            id="hours"
            name="hours"
            locale={visit.locale}
            label={t('desk.settings.welcome.hours')}
            typed={(field) => typed(form, field)}
            wrong={wrong}
          />
          <Checkbox
            id="hours.ph.closed"
            name="hours.ph.closed"
            value="1"
            label={t('desk.settings.welcome.holidays')}
            checked={typed(form, 'hours.ph.closed') !== ''}
          />
        </>
      )}
    </>
  );
}

export function LegalFields(props: FieldsProps) {
  return (
    <>
      {textFields.legal.map((name) => (
        <Text key={name} {...props} section="legal" name={name} />
      ))}
    </>
  );
}

/** Lines that are ready to be filled in, after those that are. */
const NEW_LINES = 3;

export function DistrictFields({ visit, values, wrong }: FieldsProps) {
  const t = translator(settingsMessages, visit.locale);
  const rows = districtRows(values);
  const next = Math.max(-1, ...rows.map(({ index }) => index)) + 1;
  const empty = Array.from({ length: NEW_LINES }, (_, at) => ({ index: next + at, name: '', where: '' }));
  return (
    <div class="districts">
      {[...rows, ...empty].map(({ index, name, where }) => {
        const [nameField, whereField] = [districtField(index, 'name'), districtField(index, 'where')];
        const label = name === '' ? t('desk.settings.districts.new') : name;
        return (
          <FieldGroup key={index} id={`district-${index}`} name={nameField} label={label}>
            <Field
              id={nameField}
              name={nameField}
              label={t('desk.settings.districts.name')}
              value={name}
              autocomplete="off"
              {...wrong(nameField)}
            />
            <Field
              id={whereField}
              name={whereField}
              label={t('desk.settings.districts.where')}
              hint={t('desk.settings.districts.where.hint')}
              value={where}
              autocomplete="off"
              {...wrong(whereField)}
            />
          </FieldGroup>
        );
      })}
    </div>
  );
}

export function ServiceFields({ visit, values, wrong, offered }: FieldsProps) {
  const t = translator(settingsMessages, visit.locale);
  return (
    <CheckboxGroup
      id="services"
      name="services"
      label={t('desk.settings.services.question')}
      hint={t('desk.settings.services.hint')}
      values={tickedIn({ values, mistakes: [] }, 'services')}
      choices={offered.map(({ name, label }) => ({ value: name, label: label(visit.locale) }))}
      {...wrong('services')}
    />
  );
}

export function AuditFields(props: FieldsProps) {
  const t = translator(settingsMessages, props.visit.locale);
  return (
    <>
      <Text {...props} section="audit" name="date" type="date" hint={t('desk.settings.audit.hint')} />
      <Text {...props} section="audit" name="auditor" />
      <Text {...props} section="audit" name="rate" inputMode="decimal" hint={t('desk.settings.audit.rate.hint')} />
      <Text {...props} section="audit" name="reportUrl" type="url" />
    </>
  );
}

export function LanguageFields({ visit, values }: FieldsProps) {
  const t = translator(settingsMessages, visit.locale);
  return (
    <CheckboxGroup
      id="locales"
      name="locales"
      label={t('desk.settings.languages.question')}
      hint={t('desk.settings.languages.hint')}
      values={tickedIn({ values, mistakes: [] }, 'locales')}
      choices={[{ value: 'en', label: t('desk.settings.languages.en') }]}
    />
  );
}
