import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, declaredTables } from '../../src/catalogue.ts';
import { distributionBreaches, type TableDeclaration } from '../../src/kernel/db/distribution.ts';
import { cloneDatabase } from '../support/application.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: (await cloneDatabase()).ownerUrl });
  await client.connect();
});
afterAll(() => client.end());

describe('the distribution contract', () => {
  it('holds for every table that the migrations make', async () => {
    const schemas = ['kernel', 'job', ...catalogue.map(({ name }) => name)];
    expect(await distributionBreaches(client, declaredTables, schemas)).toEqual([]);
    expect(declaredTables.size).toBeGreaterThan(20);
  });

  it('is read from the database, not from the manifests', async () => {
    expect(await distributionBreaches(client, new Map(), ['directory'])).toContain('directory.place: no distribution is declared.');
  });
});

const territorial: TableDeclaration = { distribution: 'territorial' };
const global: TableDeclaration = { distribution: 'global' };
const local: TableDeclaration = { distribution: 'local' };
const confidential: TableDeclaration = { distribution: 'territorial', confidential: true };

const COLUMNS = 'territory_id uuid not null, id uuid not null';
const TERRITORIAL = `${COLUMNS}, primary key (territory_id, id)`;
const BASE = `
  create table canary.area (id uuid primary key);
  create table canary.shop (${TERRITORIAL});
  create table canary.session (id uuid primary key);`;
const BASE_TABLES: Record<string, TableDeclaration> = { area: global, shop: territorial, session: local };
const SECURED = 'alter table canary.thing enable row level security; alter table canary.thing force row level security;';
const POLICY = "create policy own on canary.thing using (territory_id = nullif(current_setting('terreau.territory', true), '')::uuid);";

/** What is said of `canary.thing`, made by `sql` in a schema that is gone afterwards. */
async function breachesOf(sql: string, declaration: TableDeclaration | null): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query(`create schema canary; ${BASE} ${sql}`);
    const declared = new Map(
      Object.entries({ ...BASE_TABLES, ...(declaration && { thing: declaration }) }).map(([name, table]) => [`canary.${name}`, table]),
    );
    return await distributionBreaches(client, declared, ['canary']);
  } finally {
    await client.query('rollback');
  }
}

interface Canary {
  breach: string;
  sql: string;
  table?: TableDeclaration | null;
  said: string;
}

const canaries: readonly Canary[] = [
  {
    breach: 'a table that no manifest declares',
    sql: `create table canary.thing (${TERRITORIAL})`,
    table: null,
    said: 'canary.thing: no distribution is declared.',
  },
  { breach: 'a declared table that no migration makes', sql: '', said: 'canary.thing is declared and does not exist.' },
  {
    breach: 'territory_id that is not the first column',
    sql: 'create table canary.thing (id uuid not null, territory_id uuid not null, primary key (territory_id, id))',
    said: 'canary.thing: its first column must be territory_id.',
  },
  {
    breach: 'territory_id of another type',
    sql: 'create table canary.thing (territory_id text not null, id uuid not null, primary key (territory_id, id))',
    said: 'canary.thing: territory_id must be uuid not null.',
  },
  {
    breach: 'a primary key without the territory',
    sql: `create table canary.thing (${COLUMNS}, primary key (id))`,
    said: 'canary.thing: its primary key must be (territory_id, id).',
  },
  {
    breach: 'a primary key the other way round',
    sql: `create table canary.thing (${COLUMNS}, primary key (id, territory_id))`,
    said: 'canary.thing: its primary key must be (territory_id, id).',
  },
  {
    breach: 'a primary key of more than that',
    sql: `create table canary.thing (${COLUMNS}, day date, primary key (territory_id, id, day))`,
    said: 'canary.thing: its primary key must be (territory_id, id).',
  },
  {
    breach: 'no primary key',
    sql: `create table canary.thing (${COLUMNS})`,
    said: 'canary.thing: no primary key, where (territory_id, id) is expected.',
  },
  {
    breach: 'a unique constraint across territories',
    sql: `create table canary.thing (${TERRITORIAL}, slug text unique)`,
    said: 'canary.thing: unique thing_slug_key must be led by territory_id.',
  },
  {
    breach: 'a unique index across territories',
    sql: `create table canary.thing (${TERRITORIAL}, slug text); create unique index thing_slug on canary.thing (slug, territory_id)`,
    said: 'canary.thing: unique thing_slug must be led by territory_id.',
  },
  {
    breach: 'a unique index on an expression',
    sql: `create table canary.thing (${TERRITORIAL}, slug text); create unique index thing_slug on canary.thing (lower(slug))`,
    said: 'canary.thing: unique thing_slug must be led by territory_id.',
  },
  {
    breach: 'an exclusion constraint across territories',
    sql: `create table canary.thing (${TERRITORIAL}, during tstzrange, constraint apart exclude using gist (during with &&))`,
    said: 'canary.thing: exclusion apart must be led by territory_id.',
  },
  {
    breach: 'a foreign key between territories',
    sql: `create table canary.thing (${TERRITORIAL}, shop_id uuid, shop_territory_id uuid,
      constraint thing_shop foreign key (shop_territory_id, shop_id) references canary.shop (territory_id, id))`,
    said: 'canary.thing: foreign key thing_shop must be led by territory_id on both sides.',
  },
  {
    breach: 'a foreign key from a territorial table to a local one',
    sql: `create table canary.thing (${TERRITORIAL}, session_id uuid constraint thing_session references canary.session)`,
    said: 'canary.thing: foreign key thing_session leads from territorial to local.',
  },
  {
    breach: 'a foreign key from a global table to a territorial one',
    sql: `create table canary.thing (id uuid primary key, territory_id uuid, shop_id uuid,
      constraint thing_shop foreign key (territory_id, shop_id) references canary.shop)`,
    table: global,
    said: 'canary.thing: foreign key thing_shop leads from global to territorial.',
  },
  {
    breach: 'a foreign key from a local table to a territorial one',
    sql: `create table canary.thing (id uuid primary key, territory_id uuid, shop_id uuid,
      constraint thing_shop foreign key (territory_id, shop_id) references canary.shop)`,
    table: local,
    said: 'canary.thing: foreign key thing_shop leads from local to territorial.',
  },
  {
    breach: 'a foreign key to a table of nobody',
    sql: `create table public.elsewhere (id uuid primary key);
      create table canary.thing (${TERRITORIAL}, other_id uuid constraint thing_other references public.elsewhere)`,
    said: 'canary.thing: foreign key thing_other leads to public.elsewhere, which is not declared.',
  },
  {
    breach: 'a deletion that cascades from a global table',
    sql: `create table canary.thing (${TERRITORIAL}, constraint thing_area foreign key (territory_id) references canary.area on delete cascade)`,
    said: 'canary.thing: foreign key thing_area cascades from a global table.',
  },
  {
    breach: 'an update that cascades',
    sql: `create table canary.thing (${TERRITORIAL}, shop_id uuid,
      constraint thing_shop foreign key (territory_id, shop_id) references canary.shop on update cascade)`,
    said: 'canary.thing: foreign key thing_shop changes rows on update.',
  },
  {
    breach: 'an update that cascades from a global table to a local one',
    sql: 'create table canary.thing (id uuid primary key, area_id uuid constraint thing_area references canary.area on update cascade)',
    table: local,
    said: 'canary.thing: foreign key thing_area changes rows on update.',
  },
  {
    breach: 'a deletion that would empty territory_id',
    sql: `create table canary.thing (${TERRITORIAL}, shop_id uuid,
      constraint thing_shop foreign key (territory_id, shop_id) references canary.shop on delete set null)`,
    said: 'canary.thing: foreign key thing_shop empties territory_id on delete.',
  },
  {
    breach: 'a trigger on a territorial table',
    sql: `create table canary.thing (${TERRITORIAL});
      create function canary.watch() returns trigger language plpgsql as 'begin return new; end';
      create trigger watch before update on canary.thing for each row execute function canary.watch()`,
    said: 'canary.thing: trigger watch, where a territorial table has none.',
  },
  {
    breach: 'a policy that asks another table',
    sql: `create table canary.thing (${TERRITORIAL}); create policy asks on canary.thing using (exists (select from canary.shop s where s.id = thing.id))`,
    said: 'canary.thing: policy asks holds a subquery.',
  },
  {
    breach: 'a policy whose check asks another table',
    sql: `create table canary.thing (${TERRITORIAL}); create policy asks on canary.thing for insert with check (id in (select id from canary.shop))`,
    said: 'canary.thing: policy asks holds a subquery.',
  },
  {
    breach: 'confidential rows that their owner would read past the policies',
    sql: `create table canary.thing (${TERRITORIAL}); alter table canary.thing enable row level security; ${POLICY}`,
    table: confidential,
    said: 'canary.thing: confidential, its row-level security must be enabled and forced.',
  },
  {
    breach: 'confidential rows whose policies are asleep',
    sql: `create table canary.thing (${TERRITORIAL}); alter table canary.thing force row level security; ${POLICY}`,
    table: confidential,
    said: 'canary.thing: confidential, its row-level security must be enabled and forced.',
  },
  {
    breach: 'confidential rows without a policy',
    sql: `create table canary.thing (${TERRITORIAL}); ${SECURED}`,
    table: confidential,
    said: 'canary.thing: confidential, it has no policy.',
  },
];

describe('the distribution contract reports', () => {
  it.each(canaries)('$breach', async ({ sql, table = territorial, said }) => {
    expect(await breachesOf(sql, table)).toEqual([said]);
  });
});

describe('the distribution contract accepts', () => {
  it.each<{ good: string; sql: string; table: TableDeclaration }>([
    {
      good: 'a territorial table with all that it may have',
      sql: `create extension if not exists btree_gist;
        create table canary.thing (
          territory_id uuid not null references canary.area,
          id uuid not null, slug text, shop_id uuid, parent_id uuid, during tstzrange,
          primary key (territory_id, id), unique (territory_id, slug),
          foreign key (territory_id, shop_id) references canary.shop (territory_id, id) on delete set null (shop_id),
          foreign key (territory_id, parent_id) references canary.thing (territory_id, id) on delete cascade,
          exclude using gist (territory_id with =, during with &&));
        create unique index on canary.thing (territory_id, lower(slug));
        create index on canary.thing (slug)`,
      table: territorial,
    },
    {
      good: 'a confidential table behind its policy',
      sql: `create table canary.thing (${TERRITORIAL}); ${SECURED} ${POLICY}`,
      table: confidential,
    },
    {
      good: 'a global table',
      sql: 'create table canary.thing (code text primary key, area_id uuid references canary.area, name text unique)',
      table: global,
    },
    {
      good: 'a local table, partitioned',
      sql: `create table canary.thing (id uuid, day date, session_id uuid references canary.session on delete cascade, area_id uuid references canary.area,
          primary key (id, day)) partition by range (day);
        create table canary.thing_default partition of canary.thing default`,
      table: local,
    },
  ])('$good', async ({ sql, table }) => {
    expect(await breachesOf(sql, table)).toEqual([]);
  });
});
