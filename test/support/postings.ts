/** Files of announcements of other sites. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import type { ImportOptions } from '../../src/kernel/module.ts';
import { trustSource } from '../../src/modules/announcements/importing/commands/sources.ts';
import { announcementImporter } from '../../src/modules/announcements/importing/format.ts';
import { announcementsById } from '../../src/modules/announcements/queries/announcements.ts';
import type { TestApplication } from './application.ts';
import { runImporter } from './importing.ts';

/** As Google documents it, with what each test changes. */
export function posting(value: string, more: object = {}) {
  return {
    '@context': 'https://schema.org/',
    '@type': 'JobPosting',
    title: `Caissière ou caissier ${value}`,
    description: '<p>La Ruche recrute.</p><script>alert("x")</script>',
    identifier: { '@type': 'PropertyValue', name: 'La Ruche', value },
    datePosted: '2026-11-18',
    validThrough: '2026-12-20',
    employmentType: ['PART_TIME', 'TEMPORARY'],
    occupationalCategory: 'Caissier / Caissière',
    hiringOrganization: { '@type': 'Organization', name: 'La Ruche' },
    jobLocation: { '@type': 'Place', address: { '@type': 'PostalAddress', addressLocality: 'Valombre', postalCode: '74000' } },
    baseSalary: { '@type': 'MonetaryAmount', currency: 'EUR', value: { '@type': 'QuantitativeValue', value: 12.5, unitText: 'HOUR' } },
    url: `https://emplois.example/offres/${value}`,
    ...more,
  };
}

/** Reads a file of announcements. @returns its report, and in short what it says of each row. */
export async function load(app: TestApplication, territory: TerritoryContext, content: object | string, more: Partial<ImportOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'terreau-postings-'));
  const file = join(folder, 'fichier');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  const imported = await runImporter(app, announcementImporter, territory, [file], more);
  await rm(folder, { recursive: true });
  return {
    ...imported,
    said: imported.rows.map(({ outcome, reason, warnings }) => [outcome, reason ?? warnings.join(' ')].filter(Boolean).join(' ')),
  };
}

/** What the source tells is published at once. */
export const trust = (app: TestApplication, territory: TerritoryContext, source = 'emplois.example') =>
  app.kernel.database.unit(() => trustSource(app.kernel, territory.id, { source, isTrusted: true, actor: 'system', at: app.clock.now() }));

/** Every announcement of a territory, the oldest first. */
export async function all(app: TestApplication, territory: TerritoryContext) {
  const { rows } = await sql<{
    id: string;
  }>`select id from announcements.announcement where territory_id = ${territory.id} order by id`.execute(
    app.kernel.database.kysely<never>(),
  );
  return [
    ...(
      await announcementsById(
        app.kernel,
        territory.id,
        rows.map(({ id }) => id),
      )
    ).values(),
  ];
}
