/** What is asked: the same addresses of every town, for each thing that is measured. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Kernel } from '../../src/kernel/module.ts';
import { themes } from '../../src/modules/directory/themes.ts';
import { type Case, capture } from './capture.ts';
import { type TownPlan, townPlan } from './data.ts';

export interface Group {
  name: string;
  about: string;
  cases: Case[];
  /** Each takes a tenth of a second of processor: few of them warm up. */
  isSlow?: true;
  /** Each does something that can be done once: a run asks each once, and this takes it back. @returns of how many. */
  undo?: (owner: pg.Client) => Promise<number>;
}

const PLACES = 4;
const OTHERS = 2;

export async function makeGroups(kernel: Kernel, server: FastifyInstance, territories: number): Promise<Group[]> {
  const groups: Group[] = [
    { name: 'list', about: '/annuaire: plain, by theme, open now, second page', cases: [] },
    { name: 'page', about: 'pages of places, structures and services', cases: [] },
    { name: 'search', about: '/annuaire: words, what they mean, a mistake, near a point', cases: [] },
  ];
  for (let index = 0; index < territories; index += 1) {
    const town = townPlan(index);
    for (const [at, paths] of (await pathsOf(kernel, server, town, index)).entries())
      for (const path of paths) groups[at]?.cases.push(await capture(server, { host: town.host, path }));
  }
  return groups;
}

async function pathsOf(kernel: Kernel, server: FastifyInstance, town: TownPlan, index: number): Promise<string[][]> {
  const some = async (table: 'place' | 'organisation' | 'service', limit: number) => {
    const { rows } = await sql<{ slug: string; name: string }>`
      select s.slug, s.name from ${sql.table(`directory.${table}`)} s join territories.territory t on t.id = s.territory_id
      where t.slug = ${town.slug} order by md5(s.slug) limit ${limit}`.execute(kernel.database.kysely<never>());
    return rows;
  };
  const places = await some('place', PLACES);
  const organisations = await some('organisation', OTHERS);
  const services = await some('service', OTHERS);
  const theme = (offset: number) => themes[(index + offset) % themes.length]?.slug ?? '';
  const words = (text: string) => encodeURIComponent(text);
  // Something that the town has, whatever its size: a search that finds nothing costs otherwise.
  const trade = places.map(({ name }) => name.split(' ', 1)[0] ?? '').find((word) => word.length >= 6) ?? 'boulangerie';
  const near = `${town.centre.latitude},${town.centre.longitude}`;
  return [
    [
      '/annuaire',
      `/annuaire?theme=${theme(0)}`,
      `/annuaire?theme=${theme(5)}`,
      '/annuaire?ouvert=1',
      await nextPage(server, town.host, '/annuaire'),
    ],
    [
      ...places.map(({ slug }) => `/lieux/${slug}`),
      ...organisations.map(({ slug }) => `/annuaire/${slug}`),
      ...services.map(({ slug }) => `/services/${slug}`),
    ],
    [
      `/annuaire?q=${words(trade)}`,
      `/annuaire?q=${words('cours de français')}`,
      `/annuaire?q=${words('manger pas cher')}`,
      `/annuaire?q=${words(places[0]?.name ?? '')}`,
      `/annuaire?q=${words(mistyped(trade))}`,
      `/annuaire?pres=${near}`,
      `/annuaire?q=${words('pharmacie')}&pres=${near}`,
    ],
  ];
}

/** Without its fourth letter. */
function mistyped(word: string): string {
  return `${word.slice(0, 3)}${word.slice(4)}`;
}

/** What the button for the second page asks for. */
async function nextPage(server: FastifyInstance, host: string, path: string): Promise<string> {
  const { body } = await server.inject({ url: path, headers: { host } });
  const cursor = /<nav class="pagination"(?:(?!<\/nav>).)*? name="suite" value="([^"]+)"/s.exec(body)?.[1];
  if (cursor === undefined) throw new Error(`${host}${path} has no second page.`);
  return `${path}?suite=${encodeURIComponent(cursor)}`;
}
