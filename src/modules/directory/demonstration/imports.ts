import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { earlier } from '../../../kernel/earlier.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { demonstrationVisit } from '../../people/index.ts';
import { csvImporter } from '../importers/csv-format.ts';
import { inTemporaryFolder } from '../importers/files/temporary.ts';
import { importers } from '../importers/index.ts';
import { requestPreview } from '../importers/uploads/requests.ts';
import { openToUploads, storeUpload } from '../importers/uploads/upload.ts';
import { editSubject } from '../subjects/editing.ts';
import { organisationSubject } from '../subjects/organisation.ts';
import { sampleStructure } from './keepers.ts';

const DAY = 24;
const SOURCE = 'associations-de-la-mairie';
const HEADER = 'Nom;Activité;Adresse;CP;Commune;Téléphone';

const spring = [
  HEADER,
  'Harmonie des Deux-Ponts;Musique;3 rue de la Halle;00741;Montbrillet;03 53 01 20 01',
  'Pétanque des Tanneries;Sport;Quai des Tanneries;00741;Montbrillet;03 53 01 20 02',
  'Rucher-école du Haut-Brillet;Jardin partagé;2 chemin des Prés;00741;Montbrillet;03 53 01 20 03',
];
/** Half a year later: one says otherwise than an agent wrote, one is here already, one has no name, one is new. */
const autumn = [
  HEADER,
  'Harmonie des Deux-Ponts;Musique;3 rue de la Halle;00741;Montbrillet;03 53 01 20 09',
  'Pétanque des Tanneries;Sport;Quai des Tanneries;00741;Montbrillet;03 53 01 20 02',
  'Rucher-école du Haut-Brillet;Jardin partagé;2 chemin des Prés;00741;Montbrillet;03 53 01 20 03',
  'L’Épicerie du Lavoir;Épicerie solidaire;18 rue du Lavoir;00741;Montbrillet;',
  ';Danse;7 rue Basse;00741;Montbrillet;',
  'Ludothèque Les Dés en bulle;Ludothèque;9 rue Basse;00741;Montbrillet;03 53 01 20 04',
];
/** Sent by an agent, and not loaded yet. */
const waiting = [
  HEADER,
  'Club de lecture du Pont-Neuf;Lecture;1 place de la Halle;00741;Montbrillet;03 53 01 20 05',
  'Les Marcheurs du mardi;Randonnée;Place de la Gare;00741;Montbrillet;03 53 01 20 06',
];

const bytesOf = (lines: readonly string[]) => Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);

/** The town hall's table of associations, loaded twice, with what that leaves to decide; and a file whose preview is asked for. */
export async function demonstrationImports(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const agent = await demonstrationVisit(kernel, territory, 'agent');
  const actor = `account:${agent.viewer?.accountId ?? ''}` as const;
  await load(earlier(kernel, 190 * DAY), territory, 'associations-printemps.csv', spring);
  const { id } = await sampleStructure(kernel, territory, 'harmonie-des-deux-ponts');
  await editSubject(earlier(kernel, 47 * DAY), territory, organisationSubject, id, { actor, reason: 'Appelée ce matin' }, (facts) => ({
    ...facts,
    phone: '+33353012011',
  }));
  await load(earlier(kernel, 6 * DAY), territory, 'associations-automne.csv', autumn);

  const yesterday = earlier(kernel, DAY);
  const stored = await storeUpload(yesterday, territory, importers, { name: 'associations-nouvelles.csv', bytes: bytesOf(waiting), actor });
  if (stored.outcome === 'refused') throw new Error(stored.reason);
  await requestPreview(yesterday, territory, { uploadId: stored.id, source: SOURCE, mapping: null, isWithin: false, actor });
}

async function load(kernel: Kernel, territory: TerritoryContext, name: string, lines: readonly string[]): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, name);
    await writeFile(file, bytesOf(lines));
    const ignore = () => {};
    const { failures } = await kernel.database.unit(
      () =>
        csvImporter.run(kernel, {
          territory,
          files: [file],
          dryRun: false,
          isWithin: false,
          source: SOURCE,
          mapping: null,
          report: ignore,
          progress: ignore,
        }),
      openToUploads(territory),
    );
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join('\n'));
  });
}
