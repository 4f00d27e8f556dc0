import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService, plainText } from '../../../../test/support/directory.ts';
import { lettersTo, linkTo } from '../../../../test/support/letters.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { keepersOf } from '../../people/index.ts';
import { editOrganisation } from '../subjects/organisation.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function structure() {
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'L’Épicerie du Lavoir', phone: '+33476000001' });
  await addTestPlaces(app, territory, { name: 'La boutique', organisationId: id });
  await addTestService(app, territory, { name: 'Paniers', organisationId: id });
  const owner = await somebody(app, territory, { role: 'owner', structureId: id });
  return { territory, id, slug, owner, path: `/mon-espace/structures/${id}` };
}

async function pageIds(path: string, person: { get(path: string): Promise<{ body: string }> }): Promise<string[]> {
  const { body } = await person.get(path);
  return [...new Set([...body.matchAll(/\/pages\/([0-9a-f-]{36})\/etat/g)].map(([, id = '']) => id))];
}

const phoneOf = async (territory: TerritoryContext, slug: string) => (await visitor(app, territory).get(`/annuaire/${slug}`)).body;

describe('the space of a structure', () => {
  it('is for those who keep it, and looks absent to all others', async () => {
    const { territory, id, path, owner } = await structure();
    const other = await addTestOrganisation(app, territory, { name: 'Une autre' });
    const editor = await somebody(app, territory, { role: 'editor', structureId: id });
    const stranger = await somebody(app, territory, { role: 'owner', structureId: other.id });
    const moderator = await somebody(app, territory, { role: 'administrator' });
    expect((await owner.get(path)).status).toBe(200);
    expect((await editor.get(path)).status).toBe(200);
    expect([(await owner.get(`${path}/equipe`)).status, (await editor.get(`${path}/equipe`)).status]).toEqual([200, 404]);
    for (const person of [stranger, moderator])
      for (const page of ['', '/equipe', '/messages', '/chiffres']) expect((await person.get(path + page)).status, page).toBe(404);
    expect((await visitor(app, territory).get(path)).location).toContain('/connexion');
    const [, placeId] = await pageIds(path, owner);
    // A page of another structure is not to be reached through one's own.
    expect((await stranger.get(`/mon-espace/structures/${other.id}/pages/${placeId}/etat`)).status).toBe(404);
    expect((await stranger.post(`/mon-espace/structures/${other.id}/pages/${placeId}/etat`, { event: 'close' })).status).toBe(404);
  });

  it('opens from the portal of another territory, and writes into its own', async () => {
    const { territory, id, path, owner } = await structure();
    const elsewhere = await freshTerritory(app.kernel);
    const browser = visitor(app, elsewhere);
    await browser.post('/connexion', { email: owner.email, password: PASSWORD });
    expect(plainText((await browser.get('/mon-espace')).body)).toContain('L’Épicerie du Lavoir');
    expect(plainText((await browser.get(path)).body)).toContain(`Cette structure est de ${territory.name}`);
    const [, placeId = ''] = await pageIds(path, browser);
    expect((await browser.post(`${path}/pages/${placeId}/etat`, { event: 'close', to: '', reason: '' })).status).toBe(303);
    expect(plainText((await owner.get(path)).body)).toContain('Fermé définitivement');
    expect((await browser.post(`${path}/equipe/inviter`, { email: 'nouvelle@exemple.fr', role: 'editor', message: '' })).status).toBe(303);
    expect((await lettersTo(app, 'nouvelle@exemple.fr')).at(-1)?.body).toContain(`//${territory.slug}.localhost`);
    expect((await keepersOf(app.kernel, elsewhere.id, id)).length).toBe(0);
  });

  it('confirms all its pages in one click', async () => {
    const { path, owner, territory } = await structure();
    app.clock.set('2027-12-24T09:30:00Z');
    try {
      const back = visitor(app, territory);
      await back.post('/connexion', { email: owner.email, password: PASSWORD });
      expect(plainText((await back.get(path)).body)).toContain('le public le voit');
      await back.post(`${path}/confirmer`);
      expect(plainText((await back.get(path)).body)).toContain('Vos informations sont à jour');
    } finally {
      app.clock.set('2026-11-24T09:30:00Z');
    }
  });

  it('closes and reopens a page, and says what cannot be', async () => {
    const { path, owner } = await structure();
    const [, placeId = ''] = await pageIds(path, owner);
    const page = `${path}/pages/${placeId}/etat`;
    expect((await owner.post(page, { event: 'reopen', to: '', reason: '' })).status).toBe(422);
    expect((await owner.post(page, { event: 'close', to: '', reason: 'Fin du bail' })).location).toBe(path);
    expect((await owner.post(page, { event: 'reopen', to: '', reason: '' })).location).toBe(path);
    expect(plainText((await owner.get(`${path}/pages/${placeId}/historique`)).body)).toContain('Fin du bail');
  });

  it('shows who changed what, compares, and goes back', async () => {
    const { territory, id, slug, path, owner } = await structure();
    await editOrganisation(app.kernel, territory, id, { actor: `account:${owner.accountId}` }, (facts) => ({
      ...facts,
      phone: '+33476999999',
    }));
    expect(await phoneOf(territory, slug)).toContain('+33476999999');
    const history = plainText((await owner.get(`${path}/pages/${id}/historique`)).body);
    expect(history).toContain('Page modifiée');
    expect(history).toContain(`Personne`);
    const compared = await owner.get(`${path}/pages/${id}/historique/0`);
    expect(plainText(compared.body)).toContain('Revenir à cette version');
    expect((await owner.post(`${path}/pages/${id}/historique/0`)).status).toBe(303);
    expect(await phoneOf(territory, slug)).toContain('+33476000001');
    expect((await owner.get(`${path}/pages/${id}/historique/99`)).status).toBe(404);
  });
});

describe('the team of a structure', () => {
  const roleOf = async (territory: TerritoryContext, id: string, accountId: string) =>
    (await keepersOf(app.kernel, territory.id, id)).find((keeper) => keeper.accountId === accountId);

  it('is joined by an invitation, sent once, sent again, withdrawn', async () => {
    const { territory, id, path, owner } = await structure();
    const invitation = { email: 'collegue@exemple.fr', role: 'editor', message: 'Viens nous aider.' };
    expect((await owner.post(`${path}/equipe/inviter`, invitation)).location).toBe(`${path}/equipe`);
    expect((await owner.post(`${path}/equipe/inviter`, invitation)).status).toBe(422);
    expect((await lettersTo(app, 'collegue@exemple.fr')).map(({ body }) => /^> (.*)$/m.exec(body)?.[1])).toEqual(['Viens nous aider.']);
    const first = await linkTo(app, 'collegue@exemple.fr');
    const [, invitationId = ''] = /name="invitation_id" value="([^"]+)"/.exec((await owner.get(`${path}/equipe`)).body) ?? [];
    await owner.post(`${path}/equipe/relancer`, { invitation_id: invitationId });
    const second = await linkTo(app, 'collegue@exemple.fr');
    expect(second).not.toBe(first);
    const browser = visitor(app, territory);
    expect((await browser.get(first)).status).toBe(404);
    expect((await browser.post(second, { name: 'Camille', password: PASSWORD })).status).toBe(303);
    expect((await browser.get(path)).status).toBe(200);
    expect((await keepersOf(app.kernel, territory.id, id)).map(({ role }) => role)).toEqual(['owner', 'editor']);
    await owner.post(`${path}/equipe/inviter`, { email: 'autre@exemple.fr', role: 'editor', message: '' });
    const [, other = ''] = /name="invitation_id" value="([^"]+)"/.exec((await owner.get(`${path}/equipe`)).body) ?? [];
    await owner.post(`${path}/equipe/annuler`, { invitation_id: other });
    expect((await visitor(app, territory).get(await linkTo(app, 'autre@exemple.fr'))).status).toBe(404);
  });

  it('sends an invitation once, however often its form comes', async () => {
    const { path, owner } = await structure();
    await Promise.all(
      [1, 2, 3].map(() => owner.post(`${path}/equipe/inviter`, { email: 'double@exemple.fr', role: 'editor', message: '' })),
    );
    expect(await lettersTo(app, 'double@exemple.fr')).toHaveLength(1);
  });

  it('keeps its last owner, also where two leave at once', async () => {
    const { territory, id, path, owner } = await structure();
    const alone = await roleOf(territory, id, owner.accountId);
    expect((await owner.post(`${path}/equipe/retirer`, { role_id: alone?.roleId ?? '' })).status).toBe(422);
    expect((await owner.post(`${path}/equipe/role`, { role_id: alone?.roleId ?? '', role: 'editor' })).status).toBe(422);
    const second = await somebody(app, territory, { role: 'owner', structureId: id });
    const other = await roleOf(territory, id, second.accountId);
    await Promise.all([
      owner.post(`${path}/equipe/retirer`, { role_id: alone?.roleId ?? '' }),
      second.post(`${path}/equipe/retirer`, { role_id: other?.roleId ?? '' }),
    ]);
    expect((await keepersOf(app.kernel, territory.id, id)).length).toBe(1);
  });

  it('is left by an editor by themselves, who confirms; the owners are told once', async () => {
    const { territory, id, path, owner } = await structure();
    const editor = await somebody(app, territory, { role: 'editor', structureId: id });
    expect((await editor.get(path)).body).toContain(`${path}/quitter`);
    expect(plainText((await editor.get(`${path}/quitter`)).body)).toContain('Quitter l’équipe de L’Épicerie du Lavoir');
    const replies = await Promise.all([1, 2, 3].map(() => editor.post(`${path}/quitter`)));
    for (const { status } of replies) expect([303, 404]).toContain(status);
    expect(replies.map(({ location }) => location)).toContain('/mon-espace/structures');
    expect(await roleOf(territory, id, editor.accountId)).toBeUndefined();
    expect((await editor.get(path)).status).toBe(404);
    const letters = await lettersTo(app, owner.email);
    expect(letters.map(({ subject }) => subject.includes('a quitté l’équipe de L’Épicerie du Lavoir'))).toEqual([true]);
    expect(plainText((await owner.get('/mon-espace/avis')).body)).toContain('a quitté l’équipe');
    expect(await lettersTo(app, editor.email)).toEqual([]);
  });

  it('is not left by its last owner, also of two who go at once', async () => {
    const { territory, id, path, owner } = await structure();
    await somebody(app, territory, { role: 'editor', structureId: id });
    const refused = await owner.post(`${path}/quitter`);
    expect([refused.status, plainText(refused.body).includes('Nommez-en une autre d’abord')]).toEqual([422, true]);
    const second = await somebody(app, territory, { role: 'owner', structureId: id });
    const replies = await Promise.all([owner.post(`${path}/quitter`), second.post(`${path}/quitter`)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect((await keepersOf(app.kernel, territory.id, id)).filter(({ role }) => role === 'owner')).toHaveLength(1);
  });

  it('changes roles, and touches no role of another structure', async () => {
    const { territory, id, path, owner } = await structure();
    const editor = await somebody(app, territory, { role: 'editor', structureId: id });
    const role = await roleOf(territory, id, editor.accountId);
    await owner.post(`${path}/equipe/role`, { role_id: role?.roleId ?? '', role: 'owner' });
    expect((await roleOf(territory, id, editor.accountId))?.role).toBe('owner');
    const elsewhere = await structure();
    const foreign = await roleOf(elsewhere.territory, elsewhere.id, elsewhere.owner.accountId);
    await owner.post(`${path}/equipe/retirer`, { role_id: foreign?.roleId ?? '' });
    expect(await roleOf(elsewhere.territory, elsewhere.id, elsewhere.owner.accountId)).toBeDefined();
  });

  it('answers who asks to join', async () => {
    const { territory, id, slug, path, owner } = await structure();
    const person = await somebody(app, territory);
    await person.post(`/annuaire/${slug}/revendiquer`, { way: 'word', email: '', message: 'Je suis trésorière.' });
    const { body } = await owner.get(`${path}/equipe`);
    const [, claimId = ''] = /\/equipe\/demandes\/([0-9a-f-]{36})/.exec(body) ?? [];
    expect(plainText((await owner.get('/mon-espace')).body)).toContain('1 personne demande à vous rejoindre');
    await Promise.all([
      owner.post(`${path}/equipe/demandes/${claimId}/accepter`, { role: 'editor' }),
      owner.post(`${path}/equipe/demandes/${claimId}/accepter`, { role: 'editor' }),
    ]);
    expect((await roleOf(territory, id, person.accountId))?.role).toBe('editor');
    expect(await lettersTo(app, person.email)).toHaveLength(1);
  });
});
