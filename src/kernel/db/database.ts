import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import { isId } from '../ids.ts';
import { customTypes, toParameter } from './values.ts';

/** Session settings that row-level security reads, as `terreau.<name>`: a UUID each, or several (`{…}`, an array for PostgreSQL). */
export type UnitSettings = Readonly<Record<string, string | readonly string[]>>;

export interface DatabaseOptions {
  url: string;
  /** Connections at most. */
  max?: number;
  /** Milliseconds after which a statement is given up, so that a few slow ones do not hold every connection. */
  statementTimeout?: number;
  onError: (error: Error) => void;
}

/**
 * The store, as every layer sees it: one Kysely instance whose driver uses the connection of the ambient unit of work
 * where there is one, and the pool's otherwise. A library that is given this Kysely therefore joins our transactions.
 */
export interface Database {
  /** The query builder, typed with one module's tables. */
  kysely<Tables>(): Kysely<Tables>;
  /**
   * Runs `work` in one transaction, which queries made inside join by themselves. A unit inside a unit joins the outer
   * one; a failure inside poisons the outer one even if it is caught; a query after the end throws. Its queries run
   * one after another. No network call belongs inside. Settings given to an inner one hold until its end.
   */
  unit<Result>(work: () => Promise<Result>, settings?: UnitSettings): Promise<Result>;
  /**
   * Runs `work` outside of the ambient unit, if there is one: what it writes stays, whatever becomes of the unit. It has
   * to be short, and must not wait for rows that the unit holds.
   */
  apart<Result>(work: () => Promise<Result>): Promise<Result>;
  /** True inside a unit. */
  inUnit(): boolean;
  /** Statements sent since the start, for benchmarks and tests. */
  statements(): number;
  close(): Promise<void>;
}

type UnitState = 'open' | 'failed' | 'ended';

/** The unit was used after its end, or after a failure in it. */
export class UnitError extends Error {
  override name = 'UnitError';
}

class Unit {
  state: UnitState = 'open';
  settings: UnitSettings;
  private tail: Promise<unknown> = Promise.resolve();
  private readonly client: pg.PoolClient;

  constructor(client: pg.PoolClient, settings: UnitSettings) {
    this.client = client;
    this.settings = settings;
  }

  /** One after another: two queries at once on a connection would share its transaction in an order nobody chose. */
  run<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<Row>> {
    if (this.state !== 'open') {
      throw new UnitError(
        this.state === 'ended'
          ? 'This unit of work has ended: a query was made after its commit.'
          : 'This unit of work has failed: nothing more can be done in it.',
      );
    }
    const result = this.tail.then(() => this.client.query<Row>(text, values ? [...values] : undefined));
    this.tail = result.catch(() => {
      this.state = 'failed';
    });
    return result;
  }

  /** Until nothing is left to run, also of what was asked for meanwhile: past the commit, it would be outside of it. */
  async settled(): Promise<void> {
    let last: Promise<unknown> | undefined;
    while (last !== this.tail) {
      last = this.tail;
      await last;
    }
  }
}

function toResult<Row>(result: pg.QueryResult | pg.QueryResult[]): QueryResult<Row> {
  // Several statements in one text, as the job queue sends them, give one result each.
  if (Array.isArray(result)) return { rows: result.flatMap((part) => part.rows as Row[]) };
  return result.command === 'INSERT' || result.command === 'UPDATE' || result.command === 'DELETE' || result.command === 'MERGE'
    ? { numAffectedRows: BigInt(result.rowCount ?? 0), rows: result.rows as Row[] }
    : { rows: result.rows as Row[] };
}

interface OurConnection extends DatabaseConnection {
  readonly unit: Unit | null;
  readonly client: pg.PoolClient | null;
}

/** The unit that is at hand; null: one is, and what runs here is apart from it. */
type Ambient = Unit | null;

class AmbientDriver implements Driver {
  private readonly connect: () => Promise<pg.PoolClient>;
  private readonly ambient: AsyncLocalStorage<Ambient>;
  private readonly count: () => void;

  constructor(connect: () => Promise<pg.PoolClient>, ambient: AsyncLocalStorage<Ambient>, count: () => void) {
    this.connect = connect;
    this.ambient = ambient;
    this.count = count;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<OurConnection> {
    const unit = this.ambient.getStore();
    if (unit) return this.connection(unit, null, (text, values) => unit.run(text, values));
    const client = await this.connect();
    return this.connection(null, client, (text, values) => client.query(text, [...values]));
  }

  private connection(
    unit: Unit | null,
    client: pg.PoolClient | null,
    run: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>,
  ): OurConnection {
    return {
      unit,
      client,
      executeQuery: async <Row>(query: CompiledQuery) => {
        this.count();
        return toResult<Row>(await run(query.sql, query.parameters.map(toParameter)));
      },
      // biome-ignore lint/correctness/useYield: refused, so that large reads are paged by key instead.
      streamQuery: async function* () {
        throw new Error('Streaming a query holds a connection: read pages by key.');
      },
    };
  }

  /** Kysely's own transactions, as libraries use them: inside a unit they join it. */
  async beginTransaction(connection: OurConnection, _settings: TransactionSettings): Promise<void> {
    if (connection.client) await connection.client.query('begin');
  }

  async commitTransaction(connection: OurConnection): Promise<void> {
    if (connection.client) await connection.client.query('commit');
  }

  async rollbackTransaction(connection: OurConnection): Promise<void> {
    if (connection.client) await connection.client.query('rollback');
    else if (connection.unit?.state === 'open') connection.unit.state = 'failed';
  }

  async releaseConnection(connection: OurConnection): Promise<void> {
    connection.client?.release();
  }

  async destroy(): Promise<void> {}
}

function ambientDialect(driver: Driver): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** Literal, because that is what Citus propagates to its workers; hence the strict check of both parts. */
function setLocal(settings: UnitSettings): string[] {
  return Object.entries(settings).map(([name, value]) => {
    const ids = [value].flat();
    if (!/^[a-z_]+$/.test(name) || !ids.every(isId)) throw new Error(`Unit setting ${name} is not a UUID.`);
    return `set local terreau.${name} = '${typeof value === 'string' ? value : `{${ids.join(',')}}`}'`;
  });
}

/** Sets back what an inner unit changed; what was not set reads as an empty text, which policies take for nothing. */
function restore(before: UnitSettings, changed: UnitSettings): string[] {
  return Object.keys(changed).flatMap((name) => {
    const value = before[name];
    return value === undefined ? [`set local terreau.${name} = ''`] : setLocal({ [name]: value });
  });
}

/** Connections for what runs apart from a unit: one short statement each. */
const RESERVE = 2;

export function openDatabase(options: DatabaseOptions): Database {
  const poolOptions: pg.PoolConfig = {
    connectionString: options.url,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'terreau',
    types: customTypes,
    keepAlive: true,
    ...(options.statementTimeout !== undefined && {
      statement_timeout: options.statementTimeout,
      lock_timeout: options.statementTimeout,
      idle_in_transaction_session_timeout: options.statementTimeout * 2,
    }),
  };
  const pool = new pg.Pool({ ...poolOptions, max: options.max ?? 10 });
  // What runs apart from a unit holds a connection already: it would wait in vain for another one of the same pool where
  // every unit does the same.
  const reserve = new pg.Pool({ ...poolOptions, max: RESERVE });
  // Without listeners, a connection that the server closes while idle would end the process.
  // Once closing, that connections end is no news.
  let isClosing = false;
  const onError = (error: Error) => {
    if (!isClosing) options.onError(error);
  };
  for (const one of [pool, reserve]) {
    one.on('error', onError);
    one.on('connect', (client) => client.on('error', onError));
  }

  const ambient = new AsyncLocalStorage<Ambient>();
  const connect = () => (ambient.getStore() === null ? reserve : pool).connect();
  let statements = 0;
  const kysely = new Kysely<never>({
    dialect: ambientDialect(
      new AmbientDriver(connect, ambient, () => {
        statements += 1;
      }),
    ),
  });

  async function begin<Result>(work: () => Promise<Result>, settings: UnitSettings): Promise<Result> {
    const client = await connect();
    const unit = new Unit(client, settings);
    let broken: Error | undefined;
    try {
      await client.query(['begin', ...setLocal(settings)].join('; '));
      const result = await ambient.run(unit, work);
      await unit.settled();
      if (unit.state === 'failed') throw new UnitError('Something failed inside this unit of work: it is rolled back.');
      unit.state = 'ended';
      await client.query('commit');
      return result;
    } catch (error) {
      unit.state = 'ended';
      await unit.settled();
      // A connection that cannot even roll back is dropped by the pool, never reused.
      await client.query('rollback').catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    kysely: <Tables>() => kysely as unknown as Kysely<Tables>,
    async unit(work, settings = {}) {
      const outer = ambient.getStore();
      if (!outer) return begin(work, settings);
      if (outer.state !== 'open') throw new UnitError('The unit of work that this one joins is over.');
      const before = outer.settings;
      const inner = setLocal(settings);
      try {
        for (const statement of inner) await outer.run(statement);
        outer.settings = { ...before, ...settings };
        const result = await work();
        for (const statement of restore(before, settings)) await outer.run(statement);
        outer.settings = before;
        return result;
      } catch (error) {
        if (outer.state === 'open') outer.state = 'failed';
        throw error;
      }
    },
    apart: (work) => (ambient.getStore() ? ambient.run(null, work) : work()),
    inUnit: () => Boolean(ambient.getStore()),
    statements: () => statements,
    async close() {
      isClosing = true;
      await Promise.all([pool.end(), reserve.end()]);
    },
  };
}
