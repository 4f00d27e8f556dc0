import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../../kernel/errors.ts';
import { recogniseFile, requireKind } from './refusal.ts';

const shared = (path: string) => fileURLToPath(new URL(`../../../../../../shared/data/${path}`, import.meta.url));

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terreau-refusal-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Under a name that says nothing. */
async function fileOf(content: string): Promise<string> {
  number += 1;
  const file = join(folder, String(number));
  await writeFile(file, content);
  return file;
}

describe('a file is known by its shape', () => {
  it.each([
    ['value,label,description\ngratuit,Gratuit,\n', 'other', 'la liste des frais de data·inclusion'],
    ['value,label\ninconnu,Inconnu\n', 'other', 'une liste de valeurs de data·inclusion'],
    ['[{"slug":"dora","nom":"DORA","description":"x"}]', 'other', 'la liste des sources de data·inclusion'],
    ['{"items":[{"source":"dora","id":"a","nom":"A"}],"total":1}', 'data-inclusion-structures', 'une liste de structures data·inclusion'],
    ['[{"source":"dora","structure_id":"a","id":"s","nom":"S"}]', 'data-inclusion-services', 'une liste de services data·inclusion'],
    ['source;id;nom;date_maj\ndora;a;A;2026-01-01\n', 'data-inclusion-structures', 'une liste de structures data·inclusion'],
    ['{"name":"Catégories","options":[{"id":1,"name":"Marché"}]}', 'gogocarto-taxonomy', 'la liste des catégories d’une carte GoGoCarto'],
    ['{"ontology":"gogofull","data":[]}', 'gogocarto', 'une liste d’éléments GoGoCarto'],
    ['{"data":[["10j2","A",45.8,-0.5,[1]]],"ontology":"gogocompact"}', 'gogocarto', 'une liste d’éléments GoGoCarto'],
    [
      '{"features":[{"type":"Feature","properties":{"shop":"bakery"},"geometry":null}],"type":"FeatureCollection"}',
      'geojson',
      'une collection GeoJSON',
    ],
    [
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":1,"KTNR":1},"geometry":null}]}',
      'other',
      'la liste des communes, avec leurs contours',
    ],
    ['code_rome;libelle_rome\nA1101;x\n', 'other', 'la liste des métiers ROME'],
    ['code_insee,nom,population\n01001,x,1\n', 'other', 'la liste des communes'],
    [
      'country,state,kind,start,end_exclusive,name\nfr,x,SH,2026-01-01,2026-01-02,y\n',
      'other',
      'un calendrier de jours fériés et de vacances',
    ],
    ['siren,nic,siret,etatAdministratifEtablissement\n1,2,3,A\n', 'sirene', 'une liste d’établissements de l’Insee (Sirene)'],
    ['\ufeffBEGIN:VCALENDAR\nEND:VCALENDAR\n', 'other', 'un agenda (iCalendar)'],
    ['<!doctype html>\n<html></html>', 'other', 'une page web'],
    ['<?xml version="1.0"?><rss/>', 'other', 'un fichier XML'],
    ['{"type":"Create","actor":"x","object":{}}', 'other', 'un message ActivityPub'],
    ['nom;ville\nA;B\n', 'table', 'un tableau d’un genre inconnu'],
    ['{"a":1}', 'json', 'du JSON d’un genre inconnu'],
  ])('%s', async (content, kind, words) => {
    expect(await recogniseFile(await fileOf(content))).toEqual({ kind, words });
  });

  it('and refused by what it is', async () => {
    const file = await fileOf('value,label,description\nactifs,Actifs,\n');
    const failure: unknown = await requireKind(file, ['table'], 'un tableau de structures').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect((failure as UserError).message).toBe(
      'ce fichier est la liste des publics de data·inclusion, pas un tableau de structures : rien n’a été chargé',
    );
  });
});

describe.skipIf(!existsSync(shared('README.md')))('the real reference lists (needs ../shared/data)', () => {
  it.each([
    ['data-inclusion/seeds_v1/frais_v1.csv', 'la liste des frais de data·inclusion'],
    ['data-inclusion/seeds_v1/modes_accueil_v1.csv', 'la liste des modes d’accueil de data·inclusion'],
    ['data-inclusion/seeds_v1/modes_mobilisation_v1.csv', 'la liste des modes de mobilisation de data·inclusion'],
    ['data-inclusion/seeds_v1/personne_mobilisatrice_v1.csv', 'la liste des personnes mobilisatrices de data·inclusion'],
    ['data-inclusion/seeds_v1/publics_v1.csv', 'la liste des publics de data·inclusion'],
    ['data-inclusion/seeds_v1/reseaux_porteurs_v1.csv', 'la liste des réseaux porteurs de data·inclusion'],
    ['data-inclusion/seeds_v1/thematiques_v1.csv', 'la liste des thématiques de data·inclusion'],
    ['data-inclusion/seeds_v1/types_de_services_v1.csv', 'la liste des types de services de data·inclusion'],
    ['data-inclusion/api/sources.json', 'la liste des sources de data·inclusion'],
    ['gogocarto/taxonomy-full.json', 'la liste des catégories d’une carte GoGoCarto'],
    ['rome/romes_public.csv', 'la liste des métiers ROME'],
    ['rome/appellations_public.csv', 'la liste des appellations de métiers ROME'],
    ['communes/fr_communes_latlon.csv', 'la liste des communes'],
    ['communes/communes-ch-2024.wgs84.geojson', 'la liste des communes, avec leurs contours'],
    ['holidays/holidays_fr_ch.csv', 'un calendrier de jours fériés et de vacances'],
    ['hsds/organization_full.json', 'une fiche HSDS (Open Referral)'],
    ['hsds/service_full.json', 'une fiche HSDS (Open Referral)'],
    ['ics/calendar.ics', 'un agenda (iCalendar)'],
    ['ics/overlaps.ics', 'un agenda (iCalendar)'],
    ['activitypub/gancio-event-activity.json', 'un message ActivityPub'],
    ['activitypub/mobilizon-post-activity.json', 'un message ActivityPub'],
  ])('%s', async (path, words) => {
    const recognised = await recogniseFile(shared(path));
    expect(recognised.words).toBe(words);
    expect(['other', 'gogocarto-taxonomy']).toContain(recognised.kind);
  });
});
