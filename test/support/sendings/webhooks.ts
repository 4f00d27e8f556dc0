import { tryEndpoint } from '../../../src/modules/webhooks/commands/deliveries.ts';
import { addEndpoint } from '../../../src/modules/webhooks/commands/endpoints.ts';
import { deliveriesOf } from '../../../src/modules/webhooks/queries/deliveries.ts';
import type { Preparation, World } from './world.ts';

const path = '/gestion/webhooks';
const told = { events: ['announcement.ended'] };

let number = 0;
const address = () => {
  number += 1;
  return `https://site-${number}.example/hook`;
};

/** A site that is told; gives its id. */
async function added({ app, territory }: World): Promise<string> {
  const endpoint = await addEndpoint(app.kernel, territory.id, { url: address(), ...told }, 'system');
  if (typeof endpoint === 'string') throw new Error(endpoint);
  return endpoint.id;
}

const onSite =
  (step: string, fields: Readonly<Record<string, string | readonly string[]>> = {}): Preparation =>
  async (world) => ({ by: world.administrator, path: `${path}/${await added(world)}${step}`, fields });

/** Of sites that are told. */
export const webhookSendings: Readonly<Record<string, Preparation>> = {
  [`${path}/nouveau`]: async (world) => ({ by: world.administrator, path: `${path}/nouveau`, fields: { url: address(), ...told } }),
  [`${path}/:endpointId/modifier`]: async (world) => ({
    by: world.administrator,
    path: `${path}/${await added(world)}/modifier`,
    fields: { url: address(), ...told },
  }),
  [`${path}/:endpointId/essai`]: onSite('/essai'),
  [`${path}/:endpointId/secret`]: onSite('/secret'),
  [`${path}/:endpointId/pause`]: onSite('/pause'),
  [`${path}/:endpointId/reprise`]: async (world) => {
    const id = await added(world);
    await world.administrator.post(`${path}/${id}/pause`);
    return { by: world.administrator, path: `${path}/${id}/reprise` };
  },
  [`${path}/:endpointId/suppression`]: onSite('/suppression', { sure: '1' }),
  [`${path}/:endpointId/envois/:deliveryId/renvoi`]: async (world) => {
    const { app, territory } = world;
    const id = await added(world);
    await tryEndpoint(app.kernel, territory, id, 'system');
    const [delivery] = (await deliveriesOf(app.kernel, territory.id, id, null)).deliveries;
    return { by: world.administrator, path: `${path}/${id}/envois/${delivery?.id}/renvoi` };
  },
};
