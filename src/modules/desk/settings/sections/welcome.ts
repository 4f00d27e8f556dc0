import { z } from 'zod';
import { optionalEmail, optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { openingValues, readOpening, Sheet } from '../../../directory/index.ts';
import type { Section } from '../section.ts';

const fields = z.looseObject({
  name: requiredText('desk.settings.welcome.name.required', 100),
  phone: optionalText(40),
  email: optionalEmail(),
  street: optionalText(),
  postcode: optionalText(12),
  locality: optionalText(100),
});

function shown(territory: TerritoryContext) {
  const { contact } = territory;
  return {
    name: contact?.name ?? '',
    phone: contact?.phone ?? '',
    email: contact?.email ?? '',
    street: contact?.street ?? '',
    postcode: contact?.postcode ?? '',
    locality: contact?.locality ?? '',
    ...openingValues(contact?.openingHours ?? null, territory),
  };
}

/** Whom residents call, write to or visit. */
export const welcome: Section<typeof fields> = {
  name: 'welcome',
  path: 'accueil',
  fields,
  shown,
  read({ visit, input }) {
    const { name, phone, email, street, postcode, locality, ...more } = input;
    const sent = Object.fromEntries(Object.entries(more).filter((field): field is [string, string] => typeof field[1] === 'string'));
    const sheet = new Sheet(sent, shown(visit.territory), 'all');
    const openingHours = readOpening(sheet, visit.territory.contact?.openingHours ?? null, sent, visit.territory);
    if (sheet.mistakes.length > 0) return { mistakes: sheet.mistakes };
    return { changes: { contact: { name, phone, email, street, postcode, locality, openingHours } } };
  },
};
