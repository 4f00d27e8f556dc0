import type { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { retain } from '../../src/kernel/privacy/retention.ts';
import { noteNews } from '../../src/modules/alerts/commands/noting.ts';
import { readerOf } from '../../src/modules/alerts/links.ts';
import { alertsOf } from '../../src/modules/alerts/queries/alerts.ts';
import { publishTestAnnouncement } from './announcements.ts';
import type { TestApplication } from './application.ts';
import { plainText } from './directory.ts';
import { lettersTo, linkTo } from './letters.ts';
import { visitor } from './people.ts';

let number = 0;

/** A mailbox that nobody has written to. */
export function newAddress(): string {
  number += 1;
  return `lectrice-${number}@exemple.fr`;
}

/** Asks for an alert without an account, and says yes by the letter's link. @returns the path of the page of one's alerts. */
export async function subscribe(
  app: TestApplication,
  territory: TerritoryContext,
  email: string,
  query = '',
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const somewhere = visitor(app, territory);
  const asked = await somewhere.post(`/alertes/nouvelle${query}`, { email, rhythm: 'at-once', ...fields });
  expect(asked.location, plainText(asked.body)).toBe('/alertes/demandee');
  const confirmed = await somewhere.post(await linkTo(app, email));
  expect(confirmed.status).toBe(303);
  return confirmed.location?.split('?')[0] ?? '';
}

/** Publishes, and does what the jobs do. @returns the announcement's id. */
export async function publish(
  app: TestApplication,
  territory: TerritoryContext,
  said: Parameters<typeof publishTestAnnouncement>[2] = {},
): Promise<string> {
  const id = await publishTestAnnouncement(app, territory, said);
  await noteNews(app.kernel, territory.id, [id]);
  return id;
}

/** Moves the clock on. */
export function later(app: TestApplication, time: Temporal.DurationLike): void {
  app.clock.set(app.clock.now().add(time).toString());
}

/** What retention does by night. */
export async function forget(app: TestApplication, territory: TerritoryContext): Promise<void> {
  await retain(app.kernel.database, catalogue, territory.id, app.clock.now());
}

/** Letters with news to an address, in order. */
export async function newsTo(app: TestApplication, email: string): ReturnType<typeof lettersTo> {
  return (await lettersTo(app, email)).filter(({ subject }) => /nouvelle/i.test(subject));
}

/** How many alerts an address has, those that rest included. */
export async function countAlerts(app: TestApplication, territory: TerritoryContext, email: string): Promise<number> {
  return (await alertsOf(app.kernel, territory, readerOf(territory.id, email))).length;
}
