/** What makes the portal an application of the phone: its card, its icons, its worker. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../test/support/application.ts';

interface Manifest {
  name: string;
  short_name: string;
  lang: string;
  start_url: string;
  theme_color: string;
  icons: { src: string; sizes: string; purpose: string }[];
}

let test: TestApplication;
beforeAll(async () => {
  test = await openTestApplication();
});
afterAll(() => test.close());

function get(slug: string, url: string) {
  return test.server.inject({ url, headers: { host: `${slug}.localhost` } });
}

describe('the card of the application', () => {
  it('is the territory’s: its name, its colour as it is read, in the language of the page', async () => {
    const { slug, name } = await freshTerritory(test.kernel, { accent: '#7a2f1d', locales: ['fr', 'en'] });
    const reply = await get(slug, '/manifest.webmanifest');
    expect(reply.headers['content-type']).toBe('application/manifest+json; charset=utf-8');
    expect(reply.json<Manifest>()).toMatchObject({ name, short_name: name, lang: 'fr', start_url: '/', theme_color: '#7a2f1d' });
    expect((await get(slug, '/en/manifest.webmanifest')).json<Manifest>()).toMatchObject({ lang: 'en', start_url: '/en' });
    expect((await get(slug, '/en')).body).toContain('<link rel="manifest" href="/en/manifest.webmanifest"');
  });

  it('shows icons of the sizes it says, that may be kept for good', async () => {
    const { slug } = await freshTerritory(test.kernel);
    const { icons } = (await get(slug, '/manifest.webmanifest')).json<Manifest>();
    expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(['192x192 any', '512x512 any', '512x512 maskable']);
    for (const { src, sizes } of icons) {
      const reply = await get(slug, src);
      expect(reply.headers['content-type']).toBe('image/png');
      expect(reply.headers['cache-control']).toContain('immutable');
      const { width, height } = await sharp(reply.rawPayload).metadata();
      expect(`${width}x${height}`).toBe(sizes);
    }
    expect((await get(slug, '/icone/513.png')).statusCode).toBe(404);
  });

  it('shows the territory’s logo once it has one, at another address', async () => {
    const { slug } = await freshTerritory(test.kernel);
    const before = (await get(slug, '/manifest.webmanifest')).json<Manifest>().icons[1]?.src ?? '';
    const logo = await sharp({ create: { width: 300, height: 100, channels: 3, background: '#0000ff' } })
      .png()
      .toBuffer();
    const { setTerritory } = await import('../modules/territories/index.ts');
    await setTerritory(test.kernel, slug, { logo });
    const after = (await get(slug, '/manifest.webmanifest')).json<Manifest>().icons[1]?.src ?? '';
    expect(after).not.toBe(before);
    const { data, info } = await sharp((await get(slug, after)).rawPayload)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const middle = (info.width * (info.height / 2) + info.width / 2) * info.channels;
    expect([...data.subarray(middle, middle + 3)].map((value) => Math.round(value / 16))).toEqual([0, 0, 16]);
  });
});

describe('the worker', () => {
  it('is served at the root, looked at anew each time, and may fetch from here alone', async () => {
    const { slug } = await freshTerritory(test.kernel);
    const reply = await get(slug, '/sw.js');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(reply.headers['cache-control']).toBe('no-cache');
    expect(reply.headers['content-security-policy']).toContain("connect-src 'self'");
  });

  it('finds there the page for when there is no network, which search engines leave out', async () => {
    const { slug } = await freshTerritory(test.kernel, {
      contact: {
        name: 'Accueil de la mairie',
        phone: '+33465710002',
        email: null,
        street: null,
        postcode: null,
        locality: null,
        openingHours: null,
      },
    });
    const { body } = await get(slug, '/hors-connexion');
    expect(body).toContain('href="tel:+33465710002"');
    expect(body).toContain('noindex');
  });
});

describe('the policy of the pages', () => {
  it('lets the worker and the card in, and no picture of others', async () => {
    const { slug } = await freshTerritory(test.kernel);
    const said = String((await get(slug, '/')).headers['content-security-policy']);
    expect(said).toContain("worker-src 'self'");
    expect(said).toContain("manifest-src 'self'");
    expect(said).toContain("img-src 'self' data:;");
  });

  it('lets in the pictures of the tiles that the operator chose', async () => {
    const tiled = await openTestApplication({ TILES_URL: 'https://tiles.example/{z}/{x}/{y}.png' });
    try {
      const { slug } = await freshTerritory(tiled.kernel);
      const reply = await tiled.server.inject({ url: '/', headers: { host: `${slug}.localhost` } });
      expect(String(reply.headers['content-security-policy'])).toContain("img-src 'self' data: https://tiles.example;");
    } finally {
      await tiled.close();
    }
  });
});
