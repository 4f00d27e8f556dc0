import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation } from '../../../test/support/directory.ts';
import { UserError } from '../../kernel/errors.ts';
import { addPicture, encodePicture } from './subjects/picture.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const photograph = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#2f5d43' } });

describe('a picture that comes in', () => {
  it('is made upright, small and WebP, without what the camera wrote', async () => {
    const taken = await photograph(2_000, 1_000)
      .withExif({ IFD0: { Copyright: 'Camille' }, IFD3: { GPSLatitude: '46/1 10/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    const { content, width, height } = await encodePicture(taken);
    expect([width, height]).toEqual([600, 1_200]);
    const kept = await sharp(content).metadata();
    expect([kept.format, kept.exif, kept.xmp, kept.icc]).toEqual(['webp', undefined, undefined, undefined]);
  });

  it.each([
    ['a drawing that may hold scripts', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>')],
    ['what is no picture', () => Buffer.from('%PDF-1.7 or so')],
    ['one cut short', async () => (await photograph(900, 900).jpeg().toBuffer()).subarray(0, 600)],
    ['one of too many pixels', () => photograph(8_000, 8_000).png().toBuffer()],
    ['one that weighs too much', () => Buffer.alloc(12_000_001)],
  ])('is refused in words: %s', async (_, file) => {
    await expect(encodePicture(await file())).rejects.toThrow(UserError);
  });
});

test('a page shows its pictures, and their address keeps them for long', async () => {
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'Le Relais' });
  const picture = await encodePicture(await photograph(40, 30).png().toBuffer());
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
