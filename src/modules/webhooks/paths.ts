export const webhooksPath = '/gestion/webhooks';

export function endpointPath(id: string, step = ''): string {
  return `${webhooksPath}/${id}${step}`;
}
