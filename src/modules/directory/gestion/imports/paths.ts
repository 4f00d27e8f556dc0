import type { ImportOutcome } from '../../../../kernel/module.ts';
import type { ImportRunsCursor, RowKind } from './models.ts';

/** Paths of these pages, without the language. */
export const importsPath = '/gestion/chargements';

export function runsPath(after: ImportRunsCursor): string {
  return `${importsPath}?${new URLSearchParams({ avant: after.at, apres: after.id })}`;
}

export function uploadPath(uploadId: string, rows?: RowKind): string {
  return `${importsPath}/fichiers/${uploadId}${rows === undefined ? '' : `?lignes=${rows}`}`;
}

export function requestPath(requestId: string, outcome?: ImportOutcome, page = 0): string {
  const query = new URLSearchParams({
    ...(outcome !== undefined && { sort: outcome }),
    ...(page > 0 && { page: String(page) }),
  }).toString();
  return `${importsPath}/${requestId}${query === '' ? '' : `?${query}`}`;
}
