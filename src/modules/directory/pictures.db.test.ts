import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation } from '../../../test/support/directory.ts';
import { readPicture } from '../../kernel/files/picture.ts';
import { addPicture } from './subjects/picture.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

test('a page shows its pictures, and their address keeps them for long', async () => {
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'Le Relais' });
  const photograph = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#2f5d43' } })
    .png()
    .toBuffer();
  const reading = await readPicture(photograph);
  if ('refusal' in reading) throw new Error(reading.refusal);
  const { picture } = reading;
  const facts = { subject: 'organisation', subjectId: id, alternative: 'La façade <verte>', credit: 'Camille' } as const;
  // Twice the same is once.
  for (const _ of [1, 2]) await app.kernel.database.unit(() => addPicture(app.kernel, territory, facts, picture));
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
