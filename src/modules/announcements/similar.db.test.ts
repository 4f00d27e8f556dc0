import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { somebody, visitor } from '../../../test/support/people.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const job = {
  publisher_name: 'Camille',
  body: 'Un poste.',
  contract: 'permanent',
  workTime: 'full',
  phone: '04 76 00 00 01',
};

async function portal() {
  const territory = await freshTerritory(app.kernel);
  const admin = await somebody(app, territory, { role: 'administrator' });
  const publish = async (kind: string, fields: Readonly<Record<string, string>>) => {
    const path = (await admin.post(`/mon-espace/annonces/nouvelle/${kind}`, fields)).location ?? '';
    expect((await admin.post(`${path}/envoyer`)).status).toBe(303);
    return path;
  };
  return { territory, admin, publish, anyone: visitor(app, territory) };
}

describe('an announcement', () => {
  it('leads to those that are near it: its kind, its occupation first, then its words; three at most, and none without a link', async () => {
    const { admin, publish, anyone } = await portal();
    await publish('emploi', { ...job, title: 'Du pain chaque matin', occupation: '11573' });
    const mason = { ...job, occupation: '16250' };
    await publish('emploi', { ...mason, title: 'Construire un mur' });
    await publish('emploi', { ...mason, title: 'Pain, murs et four', contract: 'fixed-term', workTime: 'part' });
    await publish('emploi', { ...job, title: 'Boulangère à la halle', occupation: '11573', contract: 'fixed-term', workTime: 'part' });
    await publish('emploi', { ...mason, title: 'Sans rapport', contract: 'fixed-term', workTime: 'part' });
    await publish('informations', { publisher_name: 'Camille', title: 'Du pain pour tous', body: 'Du pain.', phone: job.phone });
    const gone = await publish('emploi', { ...job, title: 'Pain d’hier', occupation: '11573' });
    await admin.post(`${gone}/retirer`);
    const similar = async (slug: string) => {
      const { body } = await anyone.get(`/annonces/${slug}`);
      const part = body.split('id="similar"')[1]?.split('</section>')[0] ?? '';
      return [...part.matchAll(/href="\/annonces\/([^"]+)"/g)].map(([, found]) => found);
    };
    expect(await similar('du-pain-chaque-matin')).toEqual(['boulangere-a-la-halle', 'pain-murs-et-four', 'construire-un-mur']);
    // What is over leads on, and is led to by none.
    expect(await similar('pain-d-hier')).toEqual(['du-pain-chaque-matin', 'boulangere-a-la-halle', 'pain-murs-et-four']);
    expect(await similar('du-pain-pour-tous')).toEqual([]);
  });
});

describe('a model text', () => {
  it('fills the form in the language of its author, who replaces what stands in brackets', async () => {
    const { admin } = await portal();
    const path = '/mon-espace/annonces/nouvelle/emploi';
    expect((await admin.get(path)).body).toContain(`href="${path}?modele=1"`);
    const { body } = await admin.get(`${path}?modele=1`);
    expect(plainText(body)).toContain('[les trois tâches principales]');
    expect(plainText(body)).not.toContain('Partir d’un modèle');
    expect(plainText((await admin.get(`/en${path}?modele=1`)).body)).toContain('[the three main tasks]');
    const sent = { ...job, occupation: '16250', title: 'Maçonne', body: 'Vous [les trois tâches principales].' };
    const reply = await admin.post(path, sent);
    expect([reply.status, plainText(reply.body).includes('Remplacez ce qui est entre crochets')]).toEqual([422, true]);
    expect((await admin.post(path, { ...sent, body: 'Vous bâtissez [des murs].' })).status).toBe(303);
  });
});
