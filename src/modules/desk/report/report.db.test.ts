import readXlsxFile from 'read-excel-file/universal';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestPlaces, plainText } from '../../../../test/support/directory.ts';
import { readPdf } from '../../../../test/support/pdf.ts';
import { type Somebody, somebody } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { closeQuarter } from './jobs.ts';
import { quarterBefore, quarterOf } from './quarters.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function file(browser: Somebody, territory: TerritoryContext, path: string) {
  const headers = { host: `${territory.slug}.localhost`, cookie: browser.cookie() };
  return app.server.inject({ method: 'GET', url: path, headers });
}

function places(count: number, latitude: number, name: string) {
  return Array.from({ length: count }, (_, index) => ({
    name: `${name} ${index}`,
    position: { latitude, longitude: 6.1 },
    themes: ['food'] as const,
  }));
}

/** Twelve places near the station, three near the bridge. */
async function town() {
  const territory = await freshTerritory(app.kernel, {
    services: ['directory'],
    districts: [
      { name: 'Gare', latitude: 46.2, longitude: 6.1 },
      { name: 'Pont', latitude: 46.3, longitude: 6.1 },
    ],
  });
  await addTestPlaces(app, territory, ...places(12, 46.201, 'Pain'), ...places(3, 46.301, 'Lait'));
  return { territory, browser: await somebody(app, territory, { role: 'elected' }) };
}

/** The rows of the page's tables, cell by cell. */
function rowOf(body: string, name: string): string[] {
  const row = body.split('<tr').find((one) => one.includes(`>${name}</th>`)) ?? '';
  return [...row.matchAll(/<td[^>]*><div>(.*?)<\/div>/g)].map(([, cell = '']) => plainText(cell).trim());
}

describe('the quarterly report', () => {
  it('counts by district, and tells no count under five nor what would give it away', async () => {
    const { browser } = await town();
    const { body } = await browser.get('/gestion/rapport');
    expect(plainText(body)).toContain('Ce trimestre est en cours');
    // Structures, places, services, new…
    expect(rowOf(body, 'Gare').slice(0, 4)).toEqual(['0', 'masqué', '0', 'masqué']);
    expect(rowOf(body, 'Pont').slice(0, 4)).toEqual(['0', 'moins de 5', '0', 'moins de 5']);
    expect(rowOf(body, 'Manger').slice(0, 2)).toEqual(['0', '15']);
  });

  it('does not move once its quarter is closed', async () => {
    const { territory, browser } = await town();
    app.clock.set('2027-01-02T09:00:00Z');
    try {
      // Two servers do it at the same moment.
      await Promise.all([closeQuarter(app.kernel, territory), closeQuarter(app.kernel, territory)]);
      await addTestPlaces(app, territory, ...places(7, 46.201, 'Fromage'));
      const reader = await somebody(app, territory, { role: 'elected' });
      const closed = await reader.get('/gestion/rapport?trimestre=2026-4');
      expect(plainText(closed.body)).toContain('Ce trimestre est clos');
      expect(rowOf(closed.body, 'Manger').slice(0, 2)).toEqual(['0', '15']);
      expect(rowOf((await reader.get('/gestion/rapport?trimestre=2027-1')).body, 'Manger').slice(0, 2)).toEqual(['0', '22']);
    } finally {
      app.clock.set('2026-11-24T09:30:00Z');
    }
    expect((await browser.get('/gestion/rapport/2020-1/pdf')).status).toBe(404);
  });

  it('is a PDF whose text is found, and a workbook whose figures are figures, masked alike', async () => {
    const { territory, browser } = await town();
    const pdf = await file(browser, territory, '/gestion/rapport/2026-4/pdf');
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    const { pages, title, isUniversal } = await readPdf(pdf.rawPayload);
    expect([title, isUniversal]).toEqual(['Rapport trimestriel', true]);
    const text = pages.join('\n').replace(/\s+/g, ' ');
    expect(text).toContain('4e trimestre 2026');
    expect(text).toMatch(/Gare 0 masqué/);
    const { rawPayload } = await file(browser, territory, '/gestion/rapport/2026-4/xlsx');
    const bytes = rawPayload.buffer.slice(rawPayload.byteOffset, rawPayload.byteOffset + rawPayload.byteLength) as ArrayBuffer;
    const sheets = await readXlsxFile(bytes);
    const rows = sheets.flatMap(({ data }) => data);
    expect(rows.find(([name]) => name === 'Manger')?.slice(0, 3)).toEqual(['Manger', 0, 15]);
    expect(rows.find(([name]) => name === 'Pont')?.slice(0, 3)).toEqual(['Pont', 0, 'moins de 5']);
  }, 20_000);

  it('is all that an elected member finds at the desk', async () => {
    const { browser } = await town();
    const { body } = await browser.get('/gestion');
    const menu = /<nav class="side-nav".*?<\/nav>/s.exec(body)?.[0] ?? '';
    expect([...menu.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['/gestion', '/gestion/rapport']);
    expect(plainText(body)).toContain('Lire le rapport du territoire');
  });
});

describe('a quarter', () => {
  it('begins in January, April, July or October', () => {
    const names = ['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map((day) => {
      const { year, number, from, to } = quarterOf(Temporal.PlainDate.from(day));
      return [year, number, from.toString(), to.toString()];
    });
    expect(names).toEqual([
      [2026, 1, '2026-01-01', '2026-04-01'],
      [2026, 1, '2026-01-01', '2026-04-01'],
      [2026, 2, '2026-04-01', '2026-07-01'],
      [2026, 4, '2026-10-01', '2027-01-01'],
    ]);
    expect(quarterBefore(quarterOf(Temporal.PlainDate.from('2026-02-01')))).toMatchObject({ year: 2025, number: 4 });
  });
});
