import type { Kysely } from 'kysely';
import pg from 'pg';
import { afterAll, beforeEach } from 'vitest';
import { type Database, openDatabase } from '../../src/kernel/db/database.ts';
import { newId } from '../../src/kernel/ids.ts';
import { cloneDatabase, type TestDatabase } from './application.ts';

export interface Tables {
  'scratch.note': { id: string; text: string };
  'scratch.secret': { id: string; team_id: string; text: string };
}

export interface Scratch {
  urls: TestDatabase;
  owner: pg.Client;
  /** As the role that serves. */
  database: Database;
  db: Kysely<Tables>;
  /** What connections said since the test began. */
  errors: Error[];
  /** The notes that are committed, as somebody else sees them. */
  notes(): Promise<string[]>;
  write(text: string): Promise<void>;
}

/** A database with notes, and secrets under row-level security; for a test file: no notes at the start of a test, closed after the last. */
export async function openScratch(): Promise<Scratch> {
  const urls = await cloneDatabase();
  const owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  await owner.query(`
    create schema scratch;
    create table scratch.note (id uuid primary key, text text not null);
    create table scratch.secret (id uuid primary key, team_id uuid not null, text text not null);
    alter table scratch.secret enable row level security;
    alter table scratch.secret force row level security;
    create policy by_team on scratch.secret using (team_id = nullif(current_setting('terreau.team', true), '')::uuid);
    grant usage on schema scratch to terreau_app;
    grant select, insert, update, delete on all tables in schema scratch to terreau_app`);
  const errors: Error[] = [];
  const database = openDatabase({ url: urls.appUrl, onError: (error) => errors.push(error) });
  const db = database.kysely<Tables>();
  beforeEach(async () => {
    errors.length = 0;
    await owner.query('truncate scratch.note');
  });
  afterAll(async () => {
    await database.close();
    await owner.end();
  });
  return {
    urls,
    owner,
    database,
    db,
    errors,
    async notes() {
      const { rows } = await owner.query<{ text: string }>('select text from scratch.note order by text');
      return rows.map(({ text }) => text);
    },
    async write(text) {
      await db.insertInto('scratch.note').values({ id: newId(), text }).execute();
    },
  };
}
