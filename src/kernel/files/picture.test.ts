import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type PictureOptions, readPicture } from './picture.ts';
import { fileRefusal } from './refusal.ts';

const photograph = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2f5d43', noise: { type: 'gaussian', mean: 128, sigma: 30 } } });

/** Red, green, blue and white quarters: top left, top right, bottom left, bottom right. */
const quarters = (width: number, height: number) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 2 2" preserveAspectRatio="none"><path fill="#f00" d="M0 0h1v1H0z"/><path fill="#0f0" d="M1 0h1v1H1z"/><path fill="#00f" d="M0 1h1v1H0z"/><path fill="#fff" d="M1 1h1v1H1z"/></svg>`,
    ),
  );

type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

async function pictureOf(file: Buffer, options?: PictureOptions) {
  const reading = await readPicture(file, options);
  if ('refusal' in reading) throw new Error(reading.refusal);
  return reading.picture;
}

/** « r », « g », « b » or « w » at a point, in fractions. */
async function colourAt(content: Buffer, x: number, y: number): Promise<string> {
  const { data, info } = await sharp(content).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  const key = [...data.subarray(at, at + 3)].map((value) => (value > 128 ? '1' : '0')).join('');
  return { '100': 'r', '010': 'g', '001': 'b', '111': 'w' }[key] ?? key;
}

async function cornersOf(content: Buffer): Promise<string> {
  const corners = [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.9],
  ] as const;
  return (await Promise.all(corners.map(([x, y]) => colourAt(content, x, y)))).join('');
}

/** A grey PNG of any size, made of nothing: what it unfolds into is in no proportion to what it weighs. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height), { level: 9 });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a picture that comes in', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('as %s becomes WebP, at most 1,600 pixels a side', async (format) => {
    const { content, width, height, digest } = await pictureOf(await quarters(2_000, 1_000).toFormat(format).toBuffer());
    expect([width, height]).toEqual([1_600, 800]);
    expect(await sharp(content).metadata()).toMatchObject({ format: 'webp', width, height });
    expect(digest).toMatch(/^[\da-f]{64}$/);
  });

  it('stays as small as it is', async () => {
    expect(await pictureOf(await photograph(40, 30).png().toBuffer())).toMatchObject({ width: 40, height: 30 });
  });

  it('is upright, and forgets where it was taken, when and by whom', async () => {
    const taken = await quarters(400, 200)
      .withExif({ IFD0: { Copyright: 'Camille Morel' }, IFD3: { GPSLatitude: '46/1 10/1 0/1', GPSLatitudeRef: 'N' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- Camille Morel --></x:xmpmeta>')
      .withIccProfile('p3')
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await sharp(taken).metadata()).toMatchObject({ exif: expect.any(Buffer), orientation: 6 });
    const { content, width, height } = await pictureOf(taken);
    // Turned by a quarter to the right: what was bottom left is top left.
    expect([width, height, await cornersOf(content)]).toEqual([200, 400, 'brwg']);
    const { exif, xmp, icc, iptc, comments, orientation } = await sharp(content).metadata();
    expect([exif, xmp, icc, iptc, comments, orientation]).toEqual(Array(6).fill(undefined));
    expect(content.includes('Morel')).toBe(false);
  });

  it('is the first image of those that move', async () => {
    const still = await photograph(60, 40).gif().toBuffer();
    const moving = await sharp([still, await photograph(60, 40).gif().toBuffer()], { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const { content, width, height } = await pictureOf(moving);
    expect([width, height, (await sharp(content).metadata()).pages]).toEqual([60, 40, undefined]);
  });

  it('keeps what is transparent', async () => {
    const seen = await pictureOf(await photograph(20, 20).ensureAlpha(0.5).png().toBuffer());
    expect((await sharp(seen.content).metadata()).hasAlpha).toBe(true);
  });
});

describe('a part of a picture', () => {
  it.each([
    ['a quarter', { x: 0.5, y: 0, width: 0.5, height: 0.5 }, [200, 100], 'gggg'],
    ['what is partly outside', { x: 0.5, y: 0.5, width: 3, height: 3 }, [200, 100], 'wwww'],
    ['a corner of nearly nothing', { x: 0.9999, y: 0.9999, width: 0.00001, height: 0.00001 }, [1, 1], 'wwww'],
    ['all of it', { x: 0, y: 0, width: 1, height: 1 }, [400, 200], 'rgbw'],
  ])('is cut out: %s', async (_, crop, size, corners) => {
    const { content, width, height } = await pictureOf(await quarters(400, 200).png().toBuffer(), { crop });
    expect([[width, height], await cornersOf(content)]).toEqual([size, corners]);
  });

  it('is cut as the picture is seen, not as the camera kept it', async () => {
    const turned = await quarters(400, 200).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
    const { content, width, height } = await pictureOf(turned, { crop: { x: 0, y: 0.5, width: 0.5, height: 0.5 } });
    expect([width, height, await cornersOf(content)]).toEqual([100, 200, 'wwww']);
  });

  it.each([
    { x: 1, y: 0, width: 0.5, height: 0.5 },
    { x: 0, y: -0.5, width: 0.5, height: 0.5 },
    { x: 0, y: 0, width: 0, height: 1 },
    { x: Number.NaN, y: 0, width: 1, height: 1 },
  ])('that is outside is refused: %o', async (crop) => {
    expect(await readPicture(await quarters(40, 20).png().toBuffer(), { crop })).toEqual({ refusal: 'empty-crop' });
  });
});

const svg = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script><rect width="9" height="9"/></svg>',
);
const html = Buffer.from('<!DOCTYPE html><html><body onload="alert(1)"><svg width="9" height="9"></svg></body></html>');
const cut = async (format: Format) => {
  const whole = await quarters(900, 700).toFormat(format).toBuffer();
  return whole.subarray(0, whole.length / 2);
};

describe('what is no good picture is refused', () => {
  it.each([
    ['a drawing with a script', () => svg, 'not-a-picture'],
    ['a page named .jpg', () => html, 'not-a-picture'],
    ['a document', () => Buffer.from('%PDF-1.7\n1 0 obj'), 'not-a-picture'],
    ['a program', () => Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), 'not-a-picture'],
    ['an archive', () => Buffer.from(zipSync({ 'photo.jpg': new Uint8Array(9) })), 'not-a-picture'],
    [
      'an archive that has a picture behind it',
      async () => Buffer.concat([Buffer.from('PK\x03\x04'), await photograph(9, 9).png().toBuffer()]),
      'not-a-picture',
    ],
    ['nothing', () => Buffer.alloc(0), 'not-a-picture'],
    ['three bytes of a JPEG', () => Buffer.from('\xff\xd8\xff', 'latin1'), 'damaged'],
    ['a script that begins as a GIF', () => Buffer.from('GIF89a/*   */=0;alert(document.domain)//'), 'damaged'],
    ['a page that begins as a PNG', () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), html]), 'damaged'],
    ['a page that begins as a WebP', () => Buffer.concat([Buffer.from('RIFF\x40\0\0\0WEBPVP8 '), html]), 'damaged'],
    ['a photograph of an iPhone', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'heic'],
    ['a film', () => Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'), 'not-a-picture'],
    ['half a JPEG', () => cut('jpeg'), 'damaged'],
    ['half a PNG', () => cut('png'), 'damaged'],
    ['half a WebP', () => cut('webp'), 'damaged'],
    ['half a GIF', () => cut('gif'), 'damaged'],
    ['half an AVIF', () => cut('avif'), 'damaged'],
    ['what weighs too much', () => Buffer.alloc(10_000_001), 'too-heavy'],
    ['900 million pixels in a hundred kilobytes', () => pngOf(30_000, 30_000), 'too-many-pixels'],
  ])('%s', async (_, file, refusal) => {
    const started = process.memoryUsage().rss;
    expect(await readPicture(await file())).toEqual({ refusal });
    expect(process.memoryUsage().rss - started).toBeLessThan(300e6);
  });

  it('but pixels within the limit are read, whatever they weigh', async () => {
    expect(await pictureOf(pngOf(7_000, 7_000))).toMatchObject({ width: 1_600, height: 1_600 });
  });

  it('in words of its language', () => {
    expect(fileRefusal('heic', 'fr')).toContain('JPEG');
    expect(fileRefusal('too-heavy', 'en')).toContain('10 MB');
  });
});

describe('what is hidden behind a good picture', () => {
  it.each(['gif', 'jpeg', 'png', 'webp'] as const)('stays behind: an archive at the end of a file in %s', async (format) => {
    const archive = zipSync({ 'Evil.class': Buffer.from('CAFEBABE evil code') });
    const { content } = await pictureOf(Buffer.concat([await photograph(60, 40).toFormat(format).toBuffer(), archive, html]));
    for (const piece of ['PK\x01\x02', 'Evil', '<html', 'alert']) expect(content.includes(piece)).toBe(false);
  });
});

describe('a logo', () => {
  it('may be a drawing, which becomes pixels', async () => {
    const { content, width, height } = await pictureOf(svg, { acceptsDrawings: true });
    expect([width, height, content.includes('script')]).toEqual([9, 9, false]);
  });

  it('reads no file of the server, and does not unfold without end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'terreau-picture-'));
    try {
      const secret = join(folder, 'secret.png');
      writeFileSync(
        secret,
        await sharp({ create: { width: 20, height: 40, channels: 3, background: '#00f' } })
          .png()
          .toBuffer(),
      );
      for (const address of [`file://${secret}`, secret, 'http://127.0.0.1/secret.png']) {
        const asking = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#f00"/><image href="${address}" width="20" height="40"/></svg>`;
        expect(await cornersOf((await pictureOf(Buffer.from(asking), { acceptsDrawings: true })).content)).toBe('rrrr');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const bomb = Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${laughs}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&l9;</text></svg>`,
    );
    expect(await readPicture(bomb, { acceptsDrawings: true })).toEqual({ refusal: 'damaged' });
  });

  it('may not be a page', async () => {
    expect(await readPicture(html, { acceptsDrawings: true })).toEqual({ refusal: 'not-a-picture' });
  });
});
