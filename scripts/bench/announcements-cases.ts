/** What is asked of announcements: the same of every town. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Kernel } from '../../src/kernel/module.ts';
import { makeWord } from './announcements-data.ts';
import { capture } from './capture.ts';
import type { Group } from './cases.ts';
import { randomOf, type TownPlan, townPlan } from './data.ts';

const PAGES = 5;

export async function makeAnnouncementGroups(kernel: Kernel, server: FastifyInstance, territories: number): Promise<Group[]> {
  const groups: Group[] = [
    { name: 'list', about: '/annonces: plain, by kind, by facet, for young people, this week-end, second page', cases: [] },
    { name: 'page', about: 'pages of announcements', cases: [] },
    { name: 'search', about: '/annonces: a word, two, a word in a kind, a word and an age', cases: [] },
  ];
  for (let index = 0; index < territories; index += 1) {
    const town = townPlan(index);
    for (const [at, paths] of (await pathsOf(kernel, server, town, index)).entries())
      for (const path of paths) groups[at]?.cases.push(await capture(server, { host: town.host, path }));
  }
  return groups;
}

async function pathsOf(kernel: Kernel, server: FastifyInstance, town: TownPlan, index: number): Promise<string[][]> {
  const random = randomOf(500 + index);
  const { rows } = await sql<{ slug: string }>`
    select a.slug from announcements.announcement a join territories.territory t on t.id = a.territory_id
    where t.slug = ${town.slug} and a.state = 'published' order by md5(a.slug) limit ${PAGES}`.execute(kernel.database.kysely<never>());
  const words = (text: string) => encodeURIComponent(text);
  return [
    [
      '/annonces',
      '/annonces?quoi=benevolat',
      '/annonces?quoi=materiel&avec=offering:offered',
      '/annonces/jeunes',
      '/annonces?quand=ce-week-end',
      await nextPage(server, town.host),
    ],
    rows.map(({ slug }) => `/annonces/${slug}`),
    [
      `/annonces?q=${words(makeWord(random))}`,
      `/annonces?q=${words(`${makeWord(random)} vallée`)}`,
      `/annonces?quoi=benevolat&q=${words(makeWord(random))}`,
      `/annonces?age=16&q=${words(makeWord(random))}`,
    ],
  ];
}

/** Where the button for the second page leads. */
async function nextPage(server: FastifyInstance, host: string): Promise<string> {
  const { body } = await server.inject({ url: '/annonces', headers: { host } });
  const cursor = /[?;]suite=([^"&]+)"/.exec(body)?.[1];
  if (cursor === undefined) throw new Error(`${host}/annonces has no second page.`);
  return `/annonces?suite=${cursor}`;
}
