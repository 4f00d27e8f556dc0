import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, plainText } from '../../../../test/support/directory.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function structure() {
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'L’Épicerie du Lavoir', phone: '+33476000001' });
  await addTestPlaces(app, territory, { name: 'La boutique', organisationId: id, openingHours: 'Mo-Fr 09:00-12:00' });
  const owner = await somebody(app, territory, { role: 'owner', structureId: id });
  const editor = await somebody(app, territory, { role: 'editor', structureId: id });
  const space = `/mon-espace/structures/${id}`;
  const shown = async () => plainText((await visitor(app, territory).get(`/annuaire/${slug}`)).body);
  return { territory, id, slug, owner, editor, space, page: `${space}/pages/${id}`, shown };
}

/** All fields of a form as its page shows them. */
function fieldsOf(body: string): Record<string, string> {
  const form = /<form class="form" method="post" action="[^"]*\/pages\/[^/"]+"[\s\S]*?<\/form>/.exec(body)?.[0] ?? '';
  const decode = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const name = /name="([^"]+)"/.exec(tag)?.[1];
    if (!name || name === 'envoi' || (/type="checkbox"/.test(tag) && !/ checked/.test(tag))) continue;
    fields[name] = decode(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name = '', text = ''] of form.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/g))
    fields[name] = decode(text);
  for (const [, name = '', options = ''] of form.matchAll(/<select [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = /<option (?:value="([^"]*)" selected|selected value="([^"]*)")/.exec(options)?.[1] ?? '';
  return fields;
}

describe('editing a page', () => {
  it('keeps a draft that nobody else sees, shows it as it would be, then publishes it', async () => {
    const { owner, editor, page, space, shown } = await structure();
    const fields = fieldsOf((await owner.get(page)).body);
    expect(fields['name']).toBe('L’Épicerie du Lavoir');
    expect(
      (await owner.post(page, { ...fields, description: 'Des paniers chaque semaine, pour toutes et tous.', step: 'brouillon' })).location,
    ).toBe(page);
    expect(await shown()).not.toContain('Des paniers');
    expect((await editor.get(page)).body).not.toContain('Des paniers');
    expect((await owner.get(page)).body).toContain('Des paniers');
    const preview = plainText((await owner.get(`${page}/apercu`)).body);
    expect(preview).toContain('Aperçu');
    expect(preview).toContain('Des paniers chaque semaine');
    expect(await shown()).not.toContain('Des paniers');
    expect((await owner.post(`${page}/publier`)).location).toBe(space);
    expect(await shown()).toContain('Des paniers chaque semaine');
  });

  it('says what is wrong and loses nothing', async () => {
    const { owner, page } = await structure();
    const fields = fieldsOf((await owner.get(page)).body);
    const reply = await owner.post(page, { ...fields, phone: 'appelez-moi', description: 'Mes mots.', step: 'publier' });
    expect(reply.status).toBe(422);
    expect(plainText(reply.body)).toContain('Mes mots.');
    expect(plainText(reply.body)).toContain('appelez-moi');
  });

  it('changes the hours of a place by its table', async () => {
    const { owner, space, territory } = await structure();
    const overview = (await owner.get(space)).body;
    const place = [...new Set([...overview.matchAll(/\/pages\/([0-9a-f-]{36})\/photos/g)].map(([, id = '']) => id))].at(-1) ?? '';
    const page = `${space}/pages/${place}`;
    const { 'hours.sa.closed': closed, ...fields } = fieldsOf((await owner.get(page)).body);
    expect([fields['hours.mo.1.from'], closed]).toEqual(['09:00', '1']);
    expect((await owner.post(page, { ...fields, 'hours.sa.1.from': '10:00', 'hours.sa.1.to': '12:00', step: 'publier' })).location).toBe(
      space,
    );
    expect((await visitor(app, territory).get('/lieux/la-boutique')).body).toContain('schema.org/Saturday","opens":"10:00"');
  });

  it('keeps of a photo the part that is chosen, upright, and nothing of where it was taken', async () => {
    const { territory, owner, page } = await structure();
    const send = async (bytes: Buffer, crop: string, alternative: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ envoi: owner.submission(), alternative, crop })) form.append(name, value);
      form.append('picture', new Blob([new Uint8Array(bytes)]), 'photo.jpg');
      return owner.upload(`${page}/photos`, form);
    };
    const taken = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#2f5d43' } })
      .withExif({ IFD0: { Copyright: 'Camille Morel' }, IFD3: { GPSLatitude: '46/1 10/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    for (const hostile of ['9 9 1 1', 'NaN NaN NaN NaN', '0 0 0 0', '-1 0 1 1', 'x', '0.1', '-1e999 0 1e999 1', '0 0 -1 -1', '0 0 1e999'])
      expect((await send(taken, hostile, `Le comptoir, ${hostile}`)).status, hostile).toBe(422);
    expect((await send(taken, '0 0.5 1 1e999', 'Le bas de la cour')).status).toBe(303);
    const list = (await owner.get(`${page}/photos`)).body;
    const [, path = '', ...size] = /<img src="([^"]+)" width="(\d+)" height="(\d+)"/.exec(list) ?? [];
    // Turned by a quarter: 200 by 400, of which the lower half.
    expect(size).toEqual(['200', '200']);
    const { rawPayload } = await app.server.inject({
      url: path.replaceAll('&amp;', '&'),
      headers: { host: `${territory.slug}.localhost` },
    });
    const { exif, orientation, format } = await sharp(rawPayload).metadata();
    expect([exif, orientation, format, rawPayload.includes('Morel')]).toEqual([undefined, undefined, 'webp', false]);
  });

  it('asks which is right where two changed the same, and merges the rest', async () => {
    const { owner, editor, page, space, shown } = await structure();
    const mine = fieldsOf((await owner.get(page)).body);
    const theirs = fieldsOf((await editor.get(page)).body);
    await editor.post(page, { ...theirs, phone: '04 76 00 00 02', email: 'eux@lavoir.example', step: 'publier' });
    const reply = await owner.post(page, {
      ...mine,
      phone: '04 76 00 00 03',
      description: 'Mes mots à moi, assez longs.',
      step: 'publier',
    });
    expect(reply.location).toBe(`${page}/conflit`);
    const conflict = await owner.get(`${page}/conflit`);
    expect(plainText(conflict.body)).toContain('04 76 00 00 02');
    const revision = /name="revision" value="(\d+)"/.exec(conflict.body)?.[1] ?? '';
    expect((await owner.post(`${page}/conflit`, { revision })).status).toBe(422);
    expect((await owner.post(`${page}/conflit`, { revision, 'choice.phone': 'mine' })).location).toBe(space);
    const after = await shown();
    for (const words of ['+33476000003', 'eux@lavoir.example', 'Mes mots à moi']) expect(after).toContain(words);
  });

  it('publishes once where two press at once', async () => {
    const { owner, id, page, space } = await structure();
    const fields = fieldsOf((await owner.get(page)).body);
    await owner.post(page, { ...fields, description: 'Une seule fois, et pas deux.', step: 'brouillon' });
    await Promise.all([owner.post(`${page}/publier`), owner.post(`${page}/publier`)]);
    const history = (await owner.get(`${space}/pages/${id}/historique`)).body;
    expect(history.match(/timeline-what/g)?.length).toBe(1);
  });

  it('adds a service, begun as a draft', async () => {
    const { owner, editor, space, shown } = await structure();
    const fields = fieldsOf((await owner.get(`${space}/pages/nouveau-service`)).body);
    expect((await owner.post(`${space}/pages/nouveau-service`, { ...fields, step: 'brouillon' })).status).toBe(422);
    const reply = await owner.post(`${space}/pages/nouveau-service`, {
      ...fields,
      name: 'Paniers solidaires',
      description: 'Un panier par semaine.',
      step: 'brouillon',
    });
    const draft = reply.location ?? '';
    expect(draft).toMatch(/\/pages\/[0-9a-f-]{36}$/);
    expect(plainText((await owner.get(space)).body)).toContain('Paniers solidaires');
    expect((await editor.get(draft)).status).toBe(404);
    expect(plainText((await owner.get(`${draft}/apercu`)).body)).toContain('Un panier par semaine.');
    await Promise.all([owner.post(`${draft}/publier`), owner.post(`${draft}/publier`)]);
    expect((await shown()).match(/Paniers solidaires/g)?.length).toBe(1);
  });
});

describe('pictures of a page', () => {
  it('are drawn anew, described, ordered and removed', async () => {
    const { owner, page, territory, shown } = await structure();
    const send = async (bytes: Buffer, alternative: string) => {
      const form = new FormData();
      form.append('envoi', owner.submission());
      form.append('alternative', alternative);
      form.append('credit', '');
      form.append('picture', new Blob([new Uint8Array(bytes)]), 'photo.png');
      return owner.upload(`${page}/photos`, form);
    };
    const png = (colour: string) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background: colour } })
        .png()
        .toBuffer();
    expect((await send(await png('#234'), '')).status).toBe(422);
    expect((await send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'Un dessin')).status).toBe(422);
    expect((await send(Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'Une page')).status).toBe(422);
    expect((await send(Buffer.from('GIF89a/**/=0;alert(1)//'), 'Un programme')).status).toBe(422);
    expect((await send(Buffer.concat([await png('#234'), Buffer.alloc(11_000_000)]), 'Trop lourde')).status).toBe(422);
    expect((await send(await png('#234'), 'Le comptoir')).status).toBe(303);
    expect((await send(await png('#567'), 'La cour')).status).toBe(303);
    const order = async () => [...(await owner.get(`${page}/photos`)).body.matchAll(/alt="([^"]*)"/g)].map(([, alt]) => alt);
    expect(await order()).toEqual(['Le comptoir', 'La cour']);
    const ids = [...(await owner.get(`${page}/photos`)).body.matchAll(/name="picture_id" value="([^"]+)"/g)].map(([, id = '']) => id);
    await owner.post(`${page}/photos/ordre`, { picture_id: ids[0] ?? '', to: 'later' });
    expect(await order()).toEqual(['La cour', 'Le comptoir']);
    await owner.post(`${page}/photos/retirer`, { picture_id: ids[0] ?? '' });
    expect(await order()).toEqual(['La cour']);
    const one = `${page}/photos/${ids.at(-1)}`;
    expect((await owner.post(one, { alternative: '  ', credit: '' })).status).toBe(422);
    expect((await owner.post(one, { alternative: 'La cour pavée', credit: 'Camille' })).location).toBe(`${page}/photos`);
    expect(await order()).toEqual(['La cour pavée']);
    expect((await owner.get(one)).body).toContain('value="Camille"');
    for (const gone of [`${page}/photos/${ids[0]}`, `${page}/photos/x`]) {
      expect((await owner.get(gone)).status).toBe(404);
      expect((await owner.post(gone, { alternative: 'Ailleurs' })).status).toBe(404);
    }
    expect(await shown()).toContain('La cour');
    expect((await visitor(app, territory).get(`${page}/photos`)).status).toBe(303);
  });
});
