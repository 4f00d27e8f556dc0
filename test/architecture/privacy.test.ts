import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import type { TableDeclaration } from '../../src/kernel/db/distribution.ts';
import { type Impersonal, personalDataBreaches } from '../../src/kernel/privacy/gate.ts';
import { ownHolder } from '../../src/kernel/privacy/own-data.ts';
import type { PersonalTable } from '../../src/kernel/privacy/personal-data.ts';
import type { Holder } from '../../src/kernel/privacy/rows.ts';
import { cloneDatabase } from '../support/application.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: (await cloneDatabase()).ownerUrl });
  await client.connect();
});
afterAll(() => client.end());

/** All who hold something: the modules, and the kernel. */
const holders = [...catalogue, ownHolder];

const machinery = 'of the machinery';
const published = 'what a territory or a structure publishes of itself';
const ofSources = 'what a source of open data publishes; persons named in it are contacts, a table of their own';
const counts = 'counts without who';

/** What names nobody: a new table has its line here, or its place in a manifest, before it lands. */
const impersonal: Impersonal = {
  tables: {
    'kernel.migration': machinery,
    'kernel.throttle': 'keyed digests by which nobody is found, gone the night after (own-messages.ts says so)',
    'job.version': machinery,
    'job.queue': machinery,
    'job.schedule': machinery,
    'job.subscription': machinery,
    'job.bam': machinery,
    'job.warning': machinery,
    'job.job': 'ids of rows that the handler reads again (EventPayload), and messages of errors without their detail; gone after a week',
    'job.job_dependency': machinery,
    'job.queue_stats': counts,
    'territories.territory': published,
    'territories.host_name': published,
    'territories.membership': published,
    'territories.outline': published,
    'territories.logo': published,
    'territories.district': published,
    'people.verification': 'challenges of some minutes, by digest (storeIdentifier: hashed)',
    'people.team': 'of the territory: who is in it are roles',
    'people.policy': 'of the territory',
    'moderation.reason': 'texts of a territory',
    'directory.organisation': published,
    'directory.place': published,
    'directory.service': published,
    'directory.picture': published,
    'directory.former_slug': published,
    'directory.listing': published,
    'directory.listing_change': machinery,
    'directory.listing_summary': counts,
    'directory.import_run': ofSources,
    'directory.import_upload_part': 'pieces of a file that goes with its upload, after thirty days',
    'directory.import_report': 'lines that go with their request',
    'directory.source': ofSources,
    'directory.source_record': ofSources,
    'directory.set_aside': ofSources,
    'directory.conflict': ofSources,
    'directory.vocabulary': machinery,
    'directory.synonym': 'words of a territory',
    'directory.unmet_search': counts,
    'directory.page_view': counts,
    'directory.page_search': counts,
    'directory.objection': 'digests of who asked not to be named: what keeps the next file from naming them again',
    'directory.blocked_writer': 'keyed digests by which nobody is found: what a structure was promised',
    'directory.reminder': 'of a structure or a place',
    'announcements.responsiveness': counts,
    'announcements.source_record': ofSources,
    'alerts.told': 'goes with its alert',
    'alerts.news': 'announcements',
    'widgets.allowed_site': 'origins of sites',
    'desk.report': counts,
  },
  columns: {
    'directory.organisation.email': 'of the structure, which it publishes',
    'directory.organisation.phone': 'of the structure',
    'directory.place.email': 'of the place',
    'directory.place.phone': 'of the place',
    'directory.service.email': 'of the service',
    'directory.service.phone': 'of the service',
  },
};

describe('what is held about people', () => {
  it('is declared by its module: exported, and erased or kept for a reason', async () => {
    expect(await personalDataBreaches(client, holders, impersonal)).toEqual([]);
  });

  it('names tables and columns that are there, and tells its reasons', async () => {
    for (const { name, tables, personalData = [], messages } of holders) {
      for (const { kind, tables: personal, retention = [] } of personalData) {
        for (const [table, { of, withheld = [] }] of Object.entries(personal)) {
          expect(Object.keys(tables), `${name}.${table}`).toContain(table);
          for (const column of [...Object.keys(of), ...withheld])
            expect(await hasColumn(name, table, column), `${name}.${table}.${column}`).toBe(true);
        }
        for (const { table, column } of retention) {
          expect(tables[table]?.distribution, `${name}.${table}`).toBe(name === ownHolder.name ? 'local' : 'territorial');
          expect(await hasColumn(name, table, column), `${name}.${table}.${column}`).toBe(true);
        }
        const keys = Object.keys(messages?.fr ?? {});
        for (const key of ['name', 'why', 'until'].map((part) => `${kind}.${part}`)) expect(keys).toContain(key);
        for (const { erasure } of Object.values(personal))
          if (typeof erasure === 'object' && 'keep' in erasure) expect(keys).toContain(erasure.keep);
      }
    }
  });
});

async function hasColumn(schema: string, table: string, column: string): Promise<boolean> {
  const { rows } = await client.query(
    'select 1 from information_schema.columns where table_schema = $1 and table_name = $2 and column_name = $3',
    [schema, table, column],
  );
  return rows.length > 0;
}

describe('the gate', () => {
  const declared: Record<string, TableDeclaration> = { letter: { distribution: 'local' } };

  interface Canary {
    schema?: string;
    /** What its module declares of it. */
    letter?: PersonalTable;
    /** Excepted beside what really is. */
    excepted?: Partial<Impersonal>;
  }

  /** What is said of a table with these columns, beside all that is really there. */
  async function breachesOf(columns: string, { schema = 'canary', letter, excepted = {} }: Canary = {}): Promise<string[]> {
    const holder: Holder = {
      name: 'canary',
      tables: declared,
      ...(letter && { personalData: [{ kind: 'canary.data', basis: 'interest', fate: 'delete', tables: { letter } }] }),
    };
    await client.query('begin');
    try {
      await client.query(`create schema if not exists ${schema}; create table ${schema}.letter (id uuid primary key, ${columns})`);
      return await personalDataBreaches(client, [...holders, holder], {
        tables: { ...impersonal.tables, ...excepted.tables },
        columns: { ...impersonal.columns, ...excepted.columns },
      });
    } finally {
      await client.query('rollback');
    }
  }
  const nameless = { tables: { 'canary.letter': 'nobody' } };

  it.each(['canary', 'kernel', 'job', 'public', 'people'])('finds a table of schema %s that nobody spoke of', async (schema) => {
    expect(await breachesOf('body text', { schema })).toEqual([
      `${schema}.letter is neither among the personal data of its module nor said to name nobody.`,
    ]);
  });

  it.each([
    'sender_email text',
    'account_id uuid',
    'assigned_to text',
    'written_by text',
    'person_id uuid',
    'recipient text',
    'reader uuid references people.account (id)',
  ])('finds %s in a table that is said to name nobody', async (column) => {
    expect(await breachesOf(column, { excepted: nameless })).toHaveLength(1);
    expect(await breachesOf('body text', { excepted: nameless })).toEqual([]);
  });

  it('finds a column that a declared table keeps and does not own up to', async () => {
    const letter: PersonalTable = { of: { account_id: 'account' }, erasure: { keep: 'canary.kept' } };
    expect(await breachesOf('account_id uuid, phone text', { letter })).toEqual([
      'canary.letter.phone names somebody, and the personal data of its module do not say so.',
    ]);
    expect(await breachesOf('account_id uuid', { letter })).toEqual([]);
    expect(await breachesOf('account_id uuid', { letter, excepted: nameless })).toHaveLength(1);
  });

  it('finds an exception that excepts nothing', async () => {
    expect(await breachesOf('subject text', { excepted: { ...nameless, columns: { 'canary.letter.email': 'gone' } } })).toEqual([
      'canary.letter.email is excepted and is not there.',
    ]);
  });
});
