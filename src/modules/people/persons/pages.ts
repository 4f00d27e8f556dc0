import type { ComponentChildren } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import { staff } from '../../../kernel/access/access.ts';
import type { Viewer } from '../../../kernel/access/viewer.ts';
import type { PageReply, PageRequest } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { isId } from '../../../kernel/ids.ts';
import { type PersonKey, personMessages } from './messages.ts';
import { readPerson } from './queries.ts';
import type { Person } from './view-models.ts';

export type Asked = PageRequest<Readonly<Record<string, string>>>;

export const agents = staff('agent');
export const personPath = (id: string) => `/gestion/personnes/${id}`;

export function page(visit: Visit, title: PersonKey, body: ComponentChildren): PageReply {
  return { page: { title: translator(personMessages, visit.locale)(title), body, noindex: true, frame: 'manage', section: 'persons' } };
}

export function today({ territory, now }: Visit): Temporal.PlainDate {
  return now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
}

/** The person that the path names, if the viewer may read them; the reading is written down. */
export async function asked({ kernel, visit, params }: Asked): Promise<{ viewer: Viewer; person: Person } | null> {
  const id = params['personId'] ?? '';
  if (!visit.viewer || !isId(id)) return null;
  const person = await readPerson(kernel, visit, visit.viewer, id);
  return person && { viewer: visit.viewer, person };
}
