export const lettersPath = '/gestion/lettre';

export function letterPath(id: string, step = ''): string {
  return `${lettersPath}/${id}${step}`;
}
