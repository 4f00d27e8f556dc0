import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { somebody, visitor } from '../../../test/support/people.ts';
import { newSubmission } from './submission.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('a form that is sent too often', () => {
  it('comes back with what was typed, and says how long to wait', async () => {
    const territory = await freshTerritory(app.kernel);
    const robot = visitor(app, territory);
    let last = await robot.post('/connexion', { email: 'qui@exemple.fr', password: 'x' });
    for (let sent = 1; sent < 40 && last.body.includes('ensemble'); sent += 1)
      last = await robot.post('/connexion', { email: 'qui@exemple.fr', password: 'x' });
    expect(last.status).toBe(422);
    expect(plainText(last.body)).toMatch(/Attendez .* minutes?, puis envoyez/);
    expect(last.body).toContain('value="qui@exemple.fr"');
  });
});

describe('a form of who works here', () => {
  it('does its work once, however often and at whatever moment it is sent', async () => {
    const territory = await freshTerritory(app.kernel);
    const boss = await somebody(app, territory, { role: 'administrator' });
    const submission = newSubmission(app.kernel.config.secret, app.clock.now());
    const fields = { email: 'invite@exemple.fr', role: 'agent' };
    const replies = await Promise.all(Array.from({ length: 6 }, () => boss.post('/gestion/agents/invitations', fields, { submission })));
    expect(replies.map(({ status, location }) => [status, location])).toEqual(Array(6).fill([303, '/gestion/agents']));
    const page = plainText((await boss.get('/gestion/agents')).body);
    expect(page.match(/<strong>invite@exemple\.fr/g)).toHaveLength(1);
  });

  it('is another form for another person', async () => {
    const territory = await freshTerritory(app.kernel);
    const [one, two] = [
      await somebody(app, territory, { role: 'administrator' }),
      await somebody(app, territory, { role: 'administrator' }),
    ];
    const submission = newSubmission(app.kernel.config.secret, app.clock.now());
    await one.post('/gestion/agents/invitations', { email: 'a@exemple.fr', role: 'agent' }, { submission });
    await two.post('/gestion/agents/invitations', { email: 'b@exemple.fr', role: 'agent' }, { submission });
    const page = (await one.get('/gestion/agents')).body;
    expect(page).toContain('a@exemple.fr');
    expect(page).toContain('b@exemple.fr');
  });

  it('may be sent again after a mistake', async () => {
    const territory = await freshTerritory(app.kernel);
    const boss = await somebody(app, territory, { role: 'administrator' });
    const submission = newSubmission(app.kernel.config.secret, app.clock.now());
    const wrong = await boss.post('/gestion/equipes', { name: 'Jeunesse', purpose: 'youth', controller: '' }, { submission });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('value="Jeunesse"');
    const right = await boss.post('/gestion/equipes', { name: 'Jeunesse', purpose: 'youth', controller: 'La commune' }, { submission });
    expect(right.status).toBe(303);
  });

  it('gives back what was typed where the session has ended, and does nothing', async () => {
    const territory = await freshTerritory(app.kernel);
    const boss = await somebody(app, territory, { role: 'administrator' });
    await boss.post('/deconnexion');
    const reply = await boss.post('/gestion/agents/invitations', { email: 'plus-tard@exemple.fr', role: 'agent' });
    expect(reply.status).toBe(401);
    expect(reply.body).toContain('name="email" value="plus-tard@exemple.fr"');
  });

  it('is refused without its hidden field, with a made-up one, and after a day', async () => {
    const territory = await freshTerritory(app.kernel);
    const boss = await somebody(app, territory, { role: 'administrator' });
    const old = newSubmission(app.kernel.config.secret, app.clock.now().subtract({ hours: 25 }));
    const forged = newSubmission('another secret, which is not ours at all', app.clock.now());
    for (const submission of ['', forged, old]) {
      const reply = await boss.post('/gestion/agents/invitations', { email: 'x@exemple.fr', role: 'agent' }, { submission });
      expect(reply.status).toBe(422);
      expect(plainText(reply.body)).toContain('ouverte depuis trop longtemps');
    }
    expect((await boss.get('/gestion/agents')).body).not.toContain('x@exemple.fr');
  });
});

describe('a form that is open to all', () => {
  it('tells a robot what it did, and works without its mistakes', async () => {
    const territory = await freshTerritory(app.kernel);
    const fields = { name: 'Ada', email: 'ada@exemple.fr', password: 'quatre mots sans rapport' };
    const trapped = await visitor(app, territory).post('/inscription', { ...fields, site_personnel: 'https://example.org' });
    expect(trapped.status).toBe(422);
    const fast = await visitor(app, territory).post('/inscription', fields, {
      submission: newSubmission(app.kernel.config.secret, app.clock.now()),
    });
    expect(plainText(fast.body)).toContain('parti très vite');
    expect((await visitor(app, territory).post('/inscription', fields)).location).toBe('/connexion/courriel');
  });
});
