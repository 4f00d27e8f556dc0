import { tickedIn, typed } from '../../../kernel/http/form.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { uiMessages } from '../../../ui/messages.ts';
import { formatPhone } from '../../../ui/phone.ts';
import { settingsMessages } from './messages.ts';
import type { FormValues, OfferedService, SectionName } from './section.ts';
import { districtRows } from './sections/districts.ts';

/** One thing that is set, in words: '' where it is not. */
export interface Line {
  label: string;
  text: string;
}

/** Text fields of each section, in their order. */
export const textFields = {
  appearance: ['name', 'accent', 'homeMessage', 'homeMessageEn'],
  welcome: ['name', 'phone', 'email', 'street', 'postcode', 'locality'],
  legal: ['publisher', 'director', 'host', 'dataProtectionOfficer'],
  audit: ['date', 'auditor', 'rate', 'reportUrl'],
} as const;

const days = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;

/** What a section is set to, or what was typed in its form: each line says the same thing of both. */
export function linesOf(name: SectionName, values: FormValues, visit: Visit, offered: readonly OfferedService[]): Line[] {
  const t = translator(settingsMessages, visit.locale);
  const form = { values, mistakes: [] };
  switch (name) {
    case 'districts':
      return districtRows(values).map(({ name: label, where }) => ({ label, text: where }));
    case 'services':
    case 'languages': {
      const chosen = tickedIn(form, name === 'services' ? 'services' : 'locales');
      const labels =
        name === 'services'
          ? offered.flatMap((service) => (chosen.includes(service.name) ? [service.label(visit.locale)] : []))
          : [t('desk.settings.languages.fr'), ...(chosen.includes('en') ? [t('desk.settings.languages.en')] : [])];
      return [{ label: t(`desk.settings.${name}`), text: labels.join(', ') }];
    }
    default:
      return [
        ...textFields[name].map((field) => ({
          label: fieldLabel(visit, name, field),
          text: shownText(field, typed(form, field).trim(), visit),
        })),
        ...(name === 'welcome' ? hoursLines(values, visit) : []),
      ];
  }
}

function shownText(field: string, text: string, visit: Visit): string {
  return field === 'phone' ? formatPhone(text, visit.territory.country) : text;
}

/** The label of a text field, as its form says it. */
export function fieldLabel(visit: Visit, section: keyof typeof textFields, field: string): string {
  const t = translator(settingsMessages, visit.locale, { country: visit.territory.country });
  return t(`desk.settings.${section}.${field}` as keyof typeof settingsMessages.fr);
}

/** The hours of a week, a line for each day that says something; hours that say more than a week can, as they are. */
function hoursLines(values: FormValues, visit: Visit): Line[] {
  const form = { values, mistakes: [] };
  const t = translator(uiMessages, visit.locale);
  const lines = days.map((day) => {
    const field = (part: string) => typed(form, `hours.${day}.${part}`);
    const ranges = [1, 2].map((range) => [field(`${range}.from`), field(`${range}.to`)]).filter(([from, to]) => from || to);
    const text = ranges.map(([from, to]) => `${from}–${to}`).join(', ');
    return { label: t(`ui.hours.${day}`), text: text || (field('closed') ? t('ui.hours.closed') : '') };
  });
  if (lines.some(({ text }) => text !== '')) return lines;
  const words = typed(form, 'openingHours');
  return words === '' ? [] : [{ label: translator(settingsMessages, visit.locale)('desk.settings.welcome.hours'), text: words }];
}
