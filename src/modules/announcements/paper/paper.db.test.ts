import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { readPdf } from '../../../../test/support/pdf.ts';
import { readCode } from '../../../../test/support/pdf-code.ts';
import { type Somebody, somebody } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const mission = {
  publisher_name: 'La Ruche',
  title: 'Aide aux devoirs',
  body: 'Une heure avec un enfant.\n\n#panic("rien")',
  cause: 'education',
  rhythm: 'regular',
  weekdays: ['saturday'],
  locality: 'Essaiville',
  phone: '04 76 00 00 01',
};

async function publish(person: Somebody, more: Readonly<Record<string, string | string[]>> = {}, kind = 'benevolat'): Promise<string> {
  const reply = await person.post(`/mon-espace/annonces/nouvelle/${kind}`, { ...mission, ...more });
  expect(reply.status).toBe(303);
  expect((await person.post(`${reply.location}/envoyer`)).status).toBe(303);
  return reply.location ?? '';
}

let places = 0;

async function paper(territory: TerritoryContext, url: string, headers: Readonly<Record<string, string>> = {}, remoteAddress?: string) {
  places += 1;
  const reply = await app.server.inject({
    url,
    headers: { host: `${territory.slug}.localhost`, ...headers },
    remoteAddress: remoteAddress ?? `10.9.0.${places}`,
  });
  const isMade = reply.statusCode === 200;
  const pdf = isMade ? await readPdf(reply.rawPayload) : null;
  return {
    status: reply.statusCode,
    headers: reply.headers,
    file: reply.rawPayload,
    pdf,
    text: pdf?.pages.join('\n').replace(/\s+/g, ' ') ?? '',
  };
}

async function town(input: Parameters<typeof freshTerritory>[2] = {}) {
  const territory = await freshTerritory(app.kernel, {}, input);
  return { territory, admin: await somebody(app, territory, { role: 'administrator' }) };
}

describe('the poster of an announcement', () => {
  it('is a tagged page that says whom to call, in the words of the visitor', async () => {
    const { territory, admin } = await town();
    await publish(admin);
    const { status, headers, pdf, text } = await paper(territory, '/annonces/aide-aux-devoirs/affiche.pdf');
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(headers['content-disposition']).toContain('affiche-aide-aux-devoirs.pdf');
    expect(pdf).toMatchObject({ title: 'Aide aux devoirs', language: 'fr', isUniversal: true });
    expect(pdf?.sizes).toEqual(['595 × 842']);
    for (const words of [
      territory.name,
      'Bénévolat',
      'La Ruche',
      '04 76 00 00 01',
      '#panic("rien")',
      'Samedi',
      'Affiche à retirer après le',
    ])
      expect(text.replace(/\s/g, ' ')).toContain(words);
    expect(text.replace(/ /g, '')).toContain('/annonces/aide-aux-devoirs');
    const page = await admin.get('/annonces/aide-aux-devoirs');
    expect(page.body).toContain('href="/annonces/aide-aux-devoirs/affiche.pdf"');
  });

  it('has a code that leads to its page, in the language of the visitor', async () => {
    const { territory, admin } = await town();
    await publish(admin);
    for (const page of ['/annonces/aide-aux-devoirs', '/en/annonces/aide-aux-devoirs']) {
      const url = new URL(await readCode((await paper(territory, `${page}/affiche.pdf`)).file));
      expect([url.protocol, url.host, url.pathname]).toEqual(['http:', `${territory.slug}.localhost`, page]);
      expect((await admin.get(url.pathname)).status).toBe(200);
    }
  });

  it('is known by what it is made of: given again, and made anew once something changed', async () => {
    const { territory, admin } = await town();
    const own = await publish(admin);
    const poster = '/annonces/aide-aux-devoirs/affiche.pdf';
    const first = await paper(territory, poster);
    const etag = String(first.headers.etag);
    const again = await paper(territory, poster, { 'if-none-match': etag });
    expect([again.status, again.headers.etag]).toEqual([304, etag]);
    expect((await admin.post(`${own}/modifier`, { ...mission, revision: '1', phone: '04 76 00 00 02' })).status).toBe(303);
    const changed = await paper(territory, poster, { 'if-none-match': etag });
    expect([changed.status, changed.text.includes('04 76 00 00 02')]).toEqual([200, true]);
  });

  it('is there while it is published, and not before nor after', async () => {
    const { territory, admin } = await town();
    const begun = await admin.post('/mon-espace/annonces/nouvelle/benevolat', mission);
    const poster = '/annonces/aide-aux-devoirs/affiche.pdf';
    expect((await paper(territory, poster)).status).toBe(404);
    await admin.post(`${begun.location}/envoyer`);
    expect((await paper(territory, poster)).status).toBe(200);
    await admin.post(`${begun.location}/pourvue`);
    expect((await paper(territory, poster)).status).toBe(404);
  });

  it('speaks as people do in Switzerland, and does without a phone', async () => {
    const { territory, admin } = await town({ country: 'CH' });
    await publish(admin, { phone: '022 700 00 00' });
    expect((await paper(territory, '/annonces/aide-aux-devoirs/affiche.pdf')).text.replace(/\s/g, ' ')).toContain('022 700 00 00');
    await publish(admin, { title: 'Sans téléphone', phone: '', on_the_spot: 'À l’accueil, le matin' });
    const { text } = await paper(territory, '/annonces/sans-telephone/affiche.pdf');
    expect(text).toContain('À l’accueil, le matin');
    expect(text).not.toContain('Appelez');
  });

  it('is made for who asks at a human pace: the others are told when to come back', async () => {
    const { territory, admin } = await town();
    await publish(admin);
    const address = '10.8.0.1';
    for (let time = 0; time < 60; time += 1) await app.kernel.throttle.take({ name: 'kernel.pdf', limit: 60, seconds: 600 }, address);
    const { status, headers } = await paper(territory, '/annonces/aide-aux-devoirs/affiche.pdf', {}, address);
    expect([status, headers['retry-after']]).toEqual([503, '10']);
  });
});

describe('the sheet of the week', () => {
  it('lists by kind what is open, marks what is new, and follows the filters of the list', async () => {
    const { territory, admin: before } = await town();
    await publish(before, { title: 'Ancienne mission' });
    app.clock.set('2026-12-08T09:30:00Z');
    try {
      // Who was signed in two weeks ago is no longer.
      const admin = await somebody(app, territory, { role: 'administrator' });
      await publish(admin, { title: 'Nouvelle mission', phone: '', on_the_spot: 'À l’accueil' });
      await publish(
        admin,
        { title: 'Caissière recherchée', occupation: 'Caissier / Caissière', contract: 'permanent', workTime: 'part' },
        'emploi',
      );
      const { status, headers, pdf, text } = await paper(territory, '/annonces/semaine.pdf');
      expect([status, headers['content-disposition']]).toEqual([200, `attachment; filename=annonces-${territory.slug}-2026-12-08.pdf`]);
      expect(pdf).toMatchObject({ sizes: ['595 × 842'], isUniversal: true, elements: { H1: 1, H2: 2, H3: 3, Figure: 1 } });
      expect(text).toContain('Annonces de la semaine Au 8 décembre 2026');
      expect(text).toMatch(/Bénévolat Nouvelle mission Nouveau La Ruche, Essaiville .*À l’accueil Ancienne mission La Ruche/);
      expect(text).toMatch(/Emploi Caissière recherchée Nouveau/);
      expect(text.replace(/\s/g, ' ')).toContain('04 76 00 00 01');
      const jobs = await paper(territory, '/annonces/semaine.pdf?quoi=emploi&avec=workTime:part');
      expect(jobs.text).toContain('Emploi · Temps partiel');
      const code = new URL(await readCode(jobs.file));
      expect([code.host, code.pathname, code.search]).toEqual([
        `${territory.slug}.localhost`,
        '/annonces',
        '?quoi=emploi&avec=workTime%3Apart',
      ]);
      expect(jobs.text).not.toContain('mission');
      const young = await paper(territory, '/annonces/jeunes/semaine.pdf');
      expect([young.pdf?.title, young.text.includes('Caissière')]).toEqual(['Stages, jobs et alternance', false]);
      const list = await admin.get('/annonces?quoi=emploi');
      expect(list.body).toContain('href="/annonces/semaine.pdf?quoi=emploi"');
    } finally {
      app.clock.set('2026-11-24T09:30:00Z');
    }
  });

  it('says where there is nothing yet, in English too', async () => {
    const { territory } = await town();
    const { status, text } = await paper(territory, '/en/annonces/semaine.pdf');
    expect([status, text.includes('No announcement for now.')]).toEqual([200, true]);
  });
});
