import { sql } from 'kysely';
import { confirmPath, readerOf, readerPath } from '../../../src/modules/alerts/links.ts';
import type { Preparation, World } from './world.ts';

const asked = '/alertes/nouvelle?quoi=benevolat';
const own = '/mon-espace/alertes';

/** An alert that somebody asked for without an account; gives its ids. */
async function askedBy(world: World, email: string): Promise<{ readerId: string; alertId: string }> {
  await world.visitor().post(asked, { email, rhythm: 'daily' });
  const readerId = readerOf(world.territory.id, email);
  return { readerId, alertId: await world.id(sql`select id from alerts.alert where reader_id = ${readerId}`) };
}

/** Of alerts. */
export const alertSendings: Readonly<Record<string, Preparation>> = {
  '/alertes/nouvelle': async (world) => ({
    by: world.visitor(),
    path: asked,
    fields: { email: `nouvelle-${world.territory.slug}@exemple.fr`, rhythm: 'weekly' },
  }),
  '/alertes/confirmer/:token': async (world) => {
    const { readerId, alertId } = await askedBy(world, `confirmer-${world.territory.slug}@exemple.fr`);
    return { by: world.visitor(), path: confirmPath(world.app.kernel.config.secret, world.territory.id, readerId, alertId) };
  },
  '/alertes/:token': async (world) => {
    const { readerId, alertId } = await askedBy(world, `arreter-${world.territory.slug}@exemple.fr`);
    const path = readerPath(world.app.kernel.config.secret, world.territory.id, readerId);
    return { by: world.visitor(), path, fields: { alert: alertId, event: 'stop' } };
  },
  [own]: async (world) => {
    await world.resident.post(asked, { rhythm: 'daily' });
    const readerId = readerOf(world.territory.id, world.resident.email);
    const alert = await world.id(sql`select id from alerts.alert where reader_id = ${readerId}`);
    return { by: world.resident, path: own, fields: { alert, event: 'stop' } };
  },
};
