import { z } from 'zod';
import { choices } from '../../../../kernel/http/fields.ts';
import type { OfferedService, Section } from '../section.ts';

/** What the portal offers to residents, of all that the installation has. */
export function services(offered: readonly OfferedService[]): Section {
  return {
    name: 'services',
    path: 'services',
    fields: z.object({ services: choices(offered.map(({ name }) => name)) }),
    shown: ({ services }) => ({ services: offered.flatMap(({ name }) => (services.includes(name) ? [name] : [])) }),
    read: ({ input }) => ({ changes: { services: input['services'] as readonly string[] } }),
  };
}
