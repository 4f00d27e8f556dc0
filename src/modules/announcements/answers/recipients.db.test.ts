import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answer, answerIds, published, rows } from '../../../../test/support/answers.ts';
import { NOW, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { visitor } from '../../../../test/support/people.ts';
import { recipientLimit, visitorSmsLimit } from './forms.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

const byPhone = (phone: string) => ({ email: '', phone });

describe('who is said to have answered, without having proved it', () => {
  it('gets five first letters in a day and no more, which who sends does not learn; what becomes of an answer still comes', async () => {
    const to = await published(app);
    const email = 'victime@exemple.fr';
    // Each from somewhere else: every one of them is sent, and leads to the same page.
    for (let sent = 0; sent < 7; sent += 1) await answer(app, to, { email });
    expect(await lettersTo(app, email)).toHaveLength(5);
    expect(await answerIds(app, to)).toHaveLength(7);
    // In other letters, it is the same mailbox; another one is another.
    await answer(app, to, { email: 'Victime@Exemple.fr' });
    await answer(app, to, { email: 'autre-victime@exemple.fr' });
    expect(await lettersTo(app, email)).toHaveLength(5);
    expect(await lettersTo(app, 'autre-victime@exemple.fr')).toHaveLength(1);
    const last = (await answerIds(app, to))[6];
    await to.owner.post(`${to.received}/${last}/decision`, { event: 'accept' });
    expect((await lettersTo(app, email)).at(-1)?.subject).toContain('C’est oui');
    app.clock.set(app.clock.now().add({ seconds: recipientLimit.seconds }).toString());
    await answer(app, to, { email });
    expect(await lettersTo(app, email)).toHaveLength(7);
  });

  it('stops those letters by the link that each holds, and no others', async () => {
    const to = await published(app);
    const email = 'lasse@exemple.fr';
    await answer(app, to, { email });
    const [letter] = await rows(
      app,
      to.territory,
      sql<{ unsubscribe_url: string }>`select unsubscribe_url from kernel.message where recipient = ${email}`,
    );
    const { pathname } = new URL(letter?.unsubscribe_url ?? 'http://none/');
    expect((await visitor(app, to.territory).post(pathname)).status).toBe(303);
    const { id } = await answer(app, to, { email });
    expect(await lettersTo(app, email)).toHaveLength(1);
    await to.owner.post(`${to.received}/${id}/decision`, { event: 'discuss' });
    expect(await lettersTo(app, email)).toHaveLength(2);
  });

  it('gets five SMS in a day and no more', async () => {
    const to = await published(app);
    for (let sent = 0; sent < 7; sent += 1) await answer(app, to, byPhone(sent % 2 === 0 ? '06 12 34 56 01' : '+33 612 345 601'));
    expect(await lettersTo(app, '+33612345601')).toHaveLength(5);
    expect(await answerIds(app, to)).toHaveLength(7);
  });

  it.each([
    ['+33 6 12 34 56 02', '+33612345602', 1],
    ['+262 692 12 34 56', '+262692123456', 1],
    ['+41 78 123 45 67', '+41781234567', 1],
    ['+44 7400 123456', '+447400123456', 0],
    ['+1 212 555 01 23', '+12125550123', 0],
    ['+49 1512 3456789', '+4915123456789', 0],
  ])('at %s gets an SMS in France, overseas and in Switzerland alone', async (phone, number, expected) => {
    const to = await published(app);
    const { id } = await answer(app, to, byPhone(phone));
    expect(await lettersTo(app, number)).toHaveLength(expected);
    expect(await answerIds(app, to)).toHaveLength(1);
    await to.owner.post(`${to.received}/${id}`, { body: 'Passez jeudi.' });
    expect(await lettersTo(app, number)).toHaveLength(expected * 2);
  });

  it('gets none once the installation has sent a day’s worth of them, and is called', async () => {
    const to = await published(app);
    for (let sent = 0; sent < visitorSmsLimit.limit; sent += 1) await app.kernel.throttle.take(visitorSmsLimit, 'installation');
    const { id } = await answer(app, to, byPhone('06 12 34 56 03'));
    expect(await lettersTo(app, '+33612345603')).toEqual([]);
    expect((await to.owner.get(`${to.received}/${id}`)).body).toContain('tel:+33612345603');
    // A mailbox costs nothing.
    await answer(app, to, { email: 'sans-frais@exemple.fr' });
    expect(await lettersTo(app, 'sans-frais@exemple.fr')).toHaveLength(1);
    app.clock.set(app.clock.now().add({ seconds: visitorSmsLimit.seconds }).toString());
    await answer(app, to, byPhone('06 12 34 56 03'));
    expect(await lettersTo(app, '+33612345603')).toHaveLength(1);
  });
});
