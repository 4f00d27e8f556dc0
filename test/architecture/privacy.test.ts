import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import type { TableDeclaration } from '../../src/kernel/db/distribution.ts';
import { type Impersonal, personalDataBreaches } from '../../src/kernel/privacy/gate.ts';
import type { PersonalTable } from '../../src/kernel/privacy/personal-data.ts';
import type { Holder } from '../../src/kernel/privacy/rows.ts';
import { cloneDatabase } from '../support/application.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: (await cloneDatabase()).ownerUrl });
  await client.connect();
});
afterAll(() => client.end());

/** Columns that are called as if they named somebody. */
const impersonal: Impersonal = {
  'directory.organisation.email': 'of the structure, which it publishes',
  'directory.organisation.phone': 'of the structure',
  'directory.place.email': 'of the place',
  'directory.place.phone': 'of the place',
  'directory.service.email': 'of the service',
  'directory.service.phone': 'of the service',
};

describe('what is held about people', () => {
  it('is declared by its module: exported, and erased or kept for a reason', async () => {
    expect(await personalDataBreaches(client, catalogue, impersonal)).toEqual([]);
  });

  it('names tables and columns that are there, and tells its reasons', async () => {
    for (const { name, tables, personalData = [], messages } of catalogue) {
      for (const { kind, tables: personal, retention = [] } of personalData) {
        for (const [table, { of, withheld = [] }] of Object.entries(personal)) {
          expect(Object.keys(tables), `${name}.${table}`).toContain(table);
          for (const column of [...Object.keys(of), ...withheld])
            expect(await hasColumn(name, table, column), `${name}.${table}.${column}`).toBe(true);
        }
        for (const { table, column } of retention) {
          expect(tables[table]?.distribution, `${name}.${table}`).toBe('territorial');
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

  async function breachesOf(columns: string, letter: PersonalTable | null, exceptions: Impersonal = {}): Promise<string[]> {
    const holder: Holder = {
      name: 'canary',
      tables: declared,
      ...(letter && { personalData: [{ kind: 'canary.data', basis: 'interest', fate: 'delete', tables: { letter } }] }),
    };
    await client.query('begin');
    try {
      await client.query(`create schema canary; create table canary.letter (id uuid primary key, ${columns})`);
      return await personalDataBreaches(client, [holder], exceptions);
    } finally {
      await client.query('rollback');
    }
  }

  it.each([
    'sender_email text',
    'account_id uuid',
    'assigned_to text',
    'written_by text',
    'person_id uuid',
    'reader uuid references people.account (id)',
  ])('finds %s in a table that nobody declared', async (column) => {
    expect(await breachesOf(column, null)).toHaveLength(1);
  });

  it('finds a column that a declared table keeps and does not own up to', async () => {
    const keep: PersonalTable = { of: { account_id: 'account' }, erasure: { keep: 'canary.kept' } };
    expect(await breachesOf('account_id uuid, phone text', keep)).toEqual([
      'canary.letter.phone names somebody, and the personal data of its module do not say so.',
    ]);
    expect(await breachesOf('account_id uuid', keep)).toEqual([]);
  });

  it('finds an exception that excepts nothing', async () => {
    expect(await breachesOf('subject text', null, { 'canary.letter.email': 'gone' })).toEqual([
      'canary.letter.email is excepted and is not there.',
    ]);
  });
});
