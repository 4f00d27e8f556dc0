import { z } from 'zod';
import { choices } from '../../../../kernel/http/fields.ts';
import { locales } from '../../../../kernel/i18n/locales.ts';
import type { Section } from '../section.ts';

/** French is on each portal. */
const otherLocales = locales.filter((locale) => locale !== 'fr');

const fields = z.object({ locales: choices(otherLocales) });

export const languages: Section<typeof fields> = {
  name: 'languages',
  path: 'langues',
  fields,
  shown: ({ locales }) => ({ locales: otherLocales.filter((locale) => locales.includes(locale)) }),
  read: ({ input }) => ({ changes: { locales: ['fr', ...input.locales] } }),
};
