import { type RawBuilder, sql } from 'kysely';
import type { TerritoryContext } from '../../../src/kernel/http/visit.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { grantRole } from '../../../src/modules/people/index.ts';
import { freshTerritory, type TestApplication } from '../application.ts';
import { addTestOrganisation } from '../directory.ts';
import { type Somebody, somebody, visitor } from '../people.ts';

type Browser = Omit<Somebody, 'accountId' | 'email'>;

/** A form as somebody who may sends it, filled in rightly, with all that it needs in place. */
export interface Sending {
  by: Browser;
  path: string;
  fields?: Readonly<Record<string, string | readonly string[]>>;
  /** Of a form with a file. */
  file?: { field: string; name: string; bytes: Buffer };
}

/** Makes ready for one sending of a form, whose path it is given. */
export type Preparation = (world: World) => Promise<Sending>;

const roles = ['resident', 'administrator', 'moderator', 'agent', 'archivist'] as const;

/** A portal with somebody in each role, in which every form is sent once, in order. */
export interface World extends Record<(typeof roles)[number], Somebody> {
  app: TestApplication;
  territory: TerritoryContext;
  grouping: TerritoryContext;
  /** Whose confidential rows the agent works with. */
  teamId: string;
  owner: Somebody;
  operator: Somebody;
  visitor(): Browser;
  somebody(...given: Parameters<typeof somebody>[2][]): Promise<Somebody>;
  /** One more structure, which the owner keeps. */
  structure(said?: { website?: string; email?: string }): Promise<{ id: string; slug: string }>;
  /** A statement that sees all of the territory. */
  sql<Row>(statement: RawBuilder<Row>): Promise<Row[]>;
  /** The one id that a statement gives. */
  id(statement: RawBuilder<{ id: string }>): Promise<string>;
}

export async function openWorld(app: TestApplication, services: readonly string[]): Promise<World> {
  const { kernel, clock } = app;
  const grouping = await freshTerritory(kernel, { services }, { kind: 'grouping' });
  const territory = await freshTerritory(kernel, { services }, { grouping: grouping.slug });
  const run = <Row>(statement: RawBuilder<Row>) =>
    kernel.database.unit(async () => (await statement.execute(kernel.database.kysely<never>())).rows, { keeper: territory.id });
  const teamId = newId();
  await run(sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
    values (${teamId}, ${territory.id}, 'Jeunesse', 'youth', 'La commune', ${clock.now()})`);
  const each = async (role: (typeof roles)[number]) =>
    role === 'resident'
      ? somebody(app, territory)
      : somebody(app, territory, { role }, ...(role === 'agent' ? [{ role: 'member' as const, teamId }] : []));
  const owner = await somebody(app, territory);
  const operator = await somebody(app, territory);
  await run(sql`update people.account set is_operator = true where id = ${operator.accountId}`);
  let number = 0;
  return {
    app,
    territory,
    grouping,
    teamId,
    owner,
    operator,
    resident: await each('resident'),
    administrator: await each('administrator'),
    moderator: await each('moderator'),
    agent: await each('agent'),
    archivist: await each('archivist'),
    visitor: () => visitor(app, territory),
    somebody: (...given) => somebody(app, territory, ...given),
    async structure(said = {}) {
      number += 1;
      const added = await addTestOrganisation(app, territory, { name: `Structure ${number}`, phone: '+33476000001', ...said });
      const grant = { territoryId: territory.id, accountId: owner.accountId, role: 'owner' as const, structureId: added.id };
      await kernel.database.unit(() => grantRole(kernel, grant, 'system'));
      return added;
    },
    sql: run,
    async id(statement) {
      const [row] = await run(statement);
      if (!row) throw new Error('There is none.');
      return row.id;
    },
  };
}
