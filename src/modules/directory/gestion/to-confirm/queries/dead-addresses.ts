import { sql } from 'kysely';
import { deadAddresses } from '../../../../../kernel/mail/dead-address.ts';
import type { Kernel } from '../../../../../kernel/module.ts';
import { accountsIn } from '../../../../people/index.ts';
import type { DB } from '../../../tables.generated.ts';
import type { DeadAddress } from '../view-models.ts';

interface Row {
  subject: 'organisation' | 'place' | 'service';
  id: string;
  slug: string;
  name: string;
  email: string | null;
}

/** Addresses of a territory's pages, and of those who keep or look after them, to which nothing is sent any more. */
export async function deadAddressesIn(kernel: Kernel, territoryId: string): Promise<DeadAddress[]> {
  const accounts = await accountsIn(kernel, territoryId);
  const { rows } = await sql<Row>`
    select 'organisation' as subject, id, slug, name, email from directory.organisation
      where territory_id = ${territoryId} and state = 'published'
        and (email is not null or id = any(${accounts.flatMap(({ structureId }) => structureId ?? [])}::uuid[]))
    union all
    select 'place', id, slug, name, email from directory.place where territory_id = ${territoryId} and state = 'published' and email is not null
    union all
    select 'service', id, slug, name, email from directory.service where territory_id = ${territoryId} and state = 'published' and email is not null
    order by name, id`.execute(kernel.database.kysely<DB>());
  const since = await deadAddresses(
    kernel,
    [...accounts, ...rows].flatMap(({ email }) => email ?? []),
  );
  if (since.size === 0) return [];
  const pages = new Map(rows.map(({ subject, id, slug, name }) => [id, { subject, slug, name }]));
  const found = [
    ...rows.map(({ id, email }) => ({ email, page: pages.get(id) ?? null, person: null })),
    ...accounts.map(({ name, email, structureId }) => ({
      email,
      page: structureId === null ? null : (pages.get(structureId) ?? null),
      person: name,
    })),
  ];
  return found.flatMap(({ email, ...of }) => {
    const at = email === null ? undefined : since.get(email);
    return email === null || at === undefined ? [] : [{ email, since: at, ...of }];
  });
}
