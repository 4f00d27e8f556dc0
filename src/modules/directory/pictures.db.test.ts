import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation } from '../../../test/support/directory.ts';
import { type Picture, readPicture } from '../../kernel/files/picture.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { newId } from '../../kernel/ids.ts';
import { subjectHistory } from './queries/history.ts';
import { addPicture, describePicture, MOST_PICTURES, movePicture, type PicturedRef, removePicture } from './subjects/picture.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const camille = { actor: 'account:0198a000-0000-7000-8000-000000000001' } as const;

async function photograph(background: string): Promise<Picture> {
  const file = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
  const reading = await readPicture(file);
  if ('refusal' in reading) throw new Error(reading.refusal);
  return reading.picture;
}

test('a page shows its pictures, and their address keeps them for long', async () => {
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'Le Relais' });
  const picture = await photograph('#2f5d43');
  await addPicture(
    app.kernel,
    territory,
    { subject: 'organisation', id },
    picture,
    { alternative: 'La façade <verte>', credit: 'Camille' },
    camille,
  );
  const headers = { host: `${territory.slug}.localhost` };
  const page = (await app.server.inject({ url: `/annuaire/${slug}`, headers })).payload;
  const images = [...page.matchAll(/<img src="([^"]+)" width="40" height="30" alt="La façade &lt;verte>" loading="lazy"/g)];
  expect(images).toHaveLength(1);
  expect(page).toContain('Photo\u202f: Camille');

  const url = (images[0]?.[1] ?? '').replaceAll('&amp;', '&');
  const image = await app.server.inject({ url, headers });
  expect(image.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable' });
  expect(image.rawPayload.equals(picture.content)).toBe(true);
  expect((await app.server.inject({ url: url.replace(/\?.*/, '?v=0'), headers })).headers['cache-control']).toBe('no-cache');

  const other = await freshTerritory(app.kernel);
  for (const [path, host] of [
    [url, `${other.slug}.localhost`],
    ['/images/x', headers.host],
    ['/images/0198a000-0000-7000-8000-000000000000', headers.host],
  ])
    expect((await app.server.inject({ url: path ?? '', headers: { host: host ?? '' } })).statusCode).toBe(404);
});

describe('the pictures of a page', () => {
  async function album(name: string) {
    const territory = await freshTerritory(app.kernel);
    const { id } = await addTestOrganisation(app, territory, { name });
    const ref: PicturedRef = { subject: 'organisation', id };
    return {
      territory,
      ref,
      add: async (alternative: string, colour = '#2f5d43') =>
        addPicture(app.kernel, territory, ref, await photograph(colour), { alternative, credit: null }, camille),
      shown: () => shown(territory, id),
    };
  }

  async function shown({ id }: TerritoryContext, subjectId: string): Promise<string[]> {
    const rows = await app.kernel.database
      .kysely<DB>()
      .selectFrom('directory.picture')
      .select('alternative')
      .where('territory_id', '=', id)
      .where('subject_id', '=', subjectId)
      .orderBy('rank')
      .execute();
    return rows.map(({ alternative }) => alternative);
  }

  const idOf = (outcome: { id: string } | { refusal: string }) => ('id' in outcome ? outcome.id : outcome.refusal);

  it('are put in order, told in words, and taken away, each written into the history', async () => {
    const { territory, ref, add, shown } = await album('Le Relais');
    const ids = [];
    for (const [words, colour] of [
      ['La cour', '#ff0000'],
      ['La salle', '#00ff00'],
      ['Le jardin', '#0000ff'],
    ] as const)
      ids.push(idOf(await add(words, colour)));
    const [first = '', second = '', third = ''] = ids;
    await movePicture(app.kernel, territory, ref, third, 'earlier', camille);
    expect(await shown()).toEqual(['La cour', 'Le jardin', 'La salle']);
    await movePicture(app.kernel, territory, ref, first, 'later', camille);
    await movePicture(app.kernel, territory, ref, second, 'later', camille);
    expect(await shown()).toEqual(['Le jardin', 'La cour', 'La salle']);
    await describePicture(app.kernel, territory, ref, first, { alternative: ' La cour pavée ', credit: ' Camille ' }, camille);
    await removePicture(app.kernel, territory, ref, second, camille);
    expect(await shown()).toEqual(['Le jardin', 'La cour pavée']);
    const { entries } = await subjectHistory(app.kernel, territory.id, ref);
    // Moved past the end, it did not move.
    expect(entries.map(({ what }) => what)).toEqual(Array(7).fill('pictures'));
    expect(entries[0]?.changes).toEqual([
      {
        field: 'pictures',
        from: { pictures: ['Le jardin', 'La cour pavée (Camille)', 'La salle'] },
        to: { pictures: ['Le jardin', 'La cour pavée (Camille)'] },
      },
    ]);
  });

  it('are eight at most, however many come at once; the same one is there once', async () => {
    const { add, shown } = await album('La Galerie');
    const colours = Array.from({ length: 12 }, (_, index) => `#${(index * 20).toString(16).padStart(2, '0').repeat(3)}`);
    const outcomes = await Promise.all(colours.map((colour, index) => add(`Photo ${index}`, colour)));
    expect(outcomes.filter((outcome) => 'refusal' in outcome)).toEqual(Array(4).fill({ refusal: 'too-many' }));
    expect(await shown()).toHaveLength(MOST_PICTURES);
    const other = await album('Le Mur');
    const twice = await Promise.all([other.add('Le mur', '#112233'), other.add('Le mur', '#112233')]);
    expect(idOf(twice[0])).toBe(idOf(twice[1]));
    expect(await other.shown()).toEqual(['Le mur']);
  });

  it('need words, and are of their own page alone', async () => {
    const { territory, ref, add } = await album('La Cave');
    expect(await add(' a ')).toEqual({ refusal: 'no-alternative' });
    const id = idOf(await add('La cave voûtée'));
    const other = await addTestOrganisation(app, territory, { name: 'Le Voisin' });
    const elsewhere: PicturedRef = { subject: 'organisation', id: other.id };
    expect(await removePicture(app.kernel, territory, elsewhere, id, camille)).toEqual({ refusal: 'unknown' });
    expect(await movePicture(app.kernel, await freshTerritory(app.kernel), ref, id, 'later', camille)).toEqual({ refusal: 'unknown' });
    expect(await describePicture(app.kernel, territory, ref, id, { alternative: '', credit: null }, camille)).toEqual({
      refusal: 'no-alternative',
    });
    expect(await removePicture(app.kernel, territory, ref, newId(), camille)).toEqual({ refusal: 'unknown' });
  });
});
