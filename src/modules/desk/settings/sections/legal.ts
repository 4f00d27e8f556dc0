import { z } from 'zod';
import { optionalText } from '../../../../kernel/http/fields.ts';
import type { Section } from '../section.ts';

const fields = z.object({
  publisher: optionalText(300),
  director: optionalText(300),
  host: optionalText(300),
  dataProtectionOfficer: optionalText(300),
});

/** What the law wants to be told of who publishes (in France: LCEN, art. 1-1; GDPR art. 37.7). */
export const legal: Section<typeof fields> = {
  name: 'legal',
  path: 'mentions-legales',
  fields,
  shown: ({ legal: { publisher, director, host, dataProtectionOfficer } }) => ({
    publisher: publisher ?? '',
    director: director ?? '',
    host: host ?? '',
    dataProtectionOfficer: dataProtectionOfficer ?? '',
  }),
  read: ({ input }) => ({ changes: { legal: input } }),
};
