/** The public face of webhooks: what the command line does with sites that are told. */
export { addEndpoint } from './commands/endpoints.ts';
export { endpointsOf } from './queries/endpoints.ts';
export { webhookEvents } from './registry.ts';
export { readAddress } from './rules.ts';
