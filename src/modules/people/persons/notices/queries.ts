import { sql } from 'kysely';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { isLocale, type Locale } from '../../../../kernel/i18n/locales.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { isId } from '../../../../kernel/ids.ts';
import type { Kernel, Task } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import { personMessages } from '../messages.ts';
import type { Channel } from '../rules.ts';
import type { PersonNotice, PersonToTell } from '../view-models.ts';

/** How a person is told: by their account, or as they prefer. */
export type Reach =
  | { accountId: string }
  | { id: string; teamId: string; name: string; email: string | null; phone: string | null; channel: Channel; locale: Locale };

/** How a person is told; null: they are gone. In a unit of the territory's keeper. */
export async function reachOf(kernel: Kernel, territoryId: string, personId: string): Promise<Reach | null> {
  if (!isId(personId)) return null;
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.person')
    .select(['account_id', 'team_id', 'given_name', 'family_name', 'email', 'phone', 'channel', 'locale'])
    .where('territory_id', '=', territoryId)
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!row) return null;
  if (row.account_id !== null) return { accountId: row.account_id };
  if (row.team_id === null) return null;
  return {
    id: personId,
    teamId: row.team_id,
    name: `${row.given_name} ${row.family_name}`,
    email: row.email,
    phone: row.phone,
    channel: row.channel as Channel,
    locale: isLocale(row.locale) ? row.locale : 'fr',
  };
}

/** What a person of the viewer's teams was told and is to be told: what waits first, then the latest. */
export async function noticesToPerson(kernel: Kernel, territoryId: string, personId: string): Promise<PersonNotice[]> {
  const { rows } = await sql<PersonNotice>`
    select id, kind, words, word_values as values, way, at, told_at as "toldAt" from people.person_notice
    where territory_id = ${territoryId} and person_id = ${personId}
    order by told_at is not null, id desc limit 30`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** People of the viewer's teams to whom something is still to be said, who waits longest first. */
export async function personsToTell(kernel: Kernel, territoryId: string): Promise<PersonToTell[]> {
  const { rows } = await sql<PersonToTell>`
    select p.id, p.given_name || ' ' || p.family_name as name, p.channel, p.phone, min(n.at) as since
    from people.person_notice n join people.person p on p.territory_id = n.territory_id and p.id = n.person_id
    where n.territory_id = ${territoryId} and n.told_at is null
    group by p.territory_id, p.id order by since, p.id limit 50`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** What waits for the teams of the viewer. */
export async function personTasks(kernel: Kernel, { territory, viewer, locale }: Visit): Promise<readonly Task[]> {
  if (!viewer?.roles.includes('agent') || viewer.teams.length === 0) return [];
  const { rows } = await sql<{ n: number }>`
    select count(distinct person_id)::int as n from people.person_notice
    where territory_id = ${territory.id} and told_at is null`.execute(kernel.database.kysely<DB>());
  const count = rows[0]?.n ?? 0;
  return [{ count, label: translator(personMessages, locale)('people.persons.to-tell.task', { n: count }), path: '/gestion/personnes' }];
}
