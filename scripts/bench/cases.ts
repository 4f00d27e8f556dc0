/** What is asked: the same addresses of every town, for each thing that is measured. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Kernel } from '../../src/kernel/module.ts';
import { themes } from '../../src/modules/directory/themes.ts';
import { type Case, capture } from './capture.ts';
import { type TownPlan, townPlan } from './data.ts';

export interface Group {
  name: string;
  about: string;
  cases: Case[];
}

const PAGES = 5;

export async function makeGroups(kernel: Kernel, server: FastifyInstance, territories: number): Promise<Group[]> {
  const groups: Group[] = [
    { name: 'list', about: '/annuaire: plain, by theme, open now, second page', cases: [] },
    { name: 'page', about: '/lieux/<slug>', cases: [] },
    { name: 'search', about: '/annuaire: words, words with a mistake, near a point', cases: [] },
  ];
  for (let index = 0; index < territories; index += 1) {
    const town = townPlan(index);
    for (const [at, paths] of (await pathsOf(kernel, server, town, index)).entries())
      for (const path of paths) groups[at]?.cases.push(await capture(server, town.host, path));
  }
  return groups;
}

async function pathsOf(kernel: Kernel, server: FastifyInstance, town: TownPlan, index: number): Promise<string[][]> {
  const { rows: places } = await sql<{ slug: string; name: string }>`
    select p.slug, p.name from directory.place p join territories.territory t on t.id = p.territory_id
    where t.slug = ${town.slug} order by md5(p.slug) limit ${PAGES}`.execute(kernel.database.kysely<never>());
  const theme = (offset: number) => themes[(index + offset) % themes.length]?.slug ?? '';
  const words = (text: string) => encodeURIComponent(text);
  const name = places[0]?.name ?? 'boulangerie';
  return [
    [
      '/annuaire',
      `/annuaire?theme=${theme(0)}`,
      `/annuaire?theme=${theme(5)}`,
      '/annuaire?ouvert=1',
      await nextPage(server, town.host, '/annuaire'),
    ],
    places.map(({ slug }) => `/lieux/${slug}`),
    [
      `/annuaire?q=${words('boulangerie')}`,
      `/annuaire?q=${words('cours de français')}`,
      `/annuaire?q=${words(name)}`,
      `/annuaire?q=${words('boulangrie')}`,
      `/annuaire?pres=${town.centre.latitude},${town.centre.longitude}`,
    ],
  ];
}

async function nextPage(server: FastifyInstance, host: string, path: string): Promise<string> {
  const { body } = await server.inject({ url: path, headers: { host } });
  return /href="([^"]*suite=[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? path;
}
