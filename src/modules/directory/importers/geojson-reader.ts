import { UserError } from '../../../kernel/errors.ts';
import { readJson } from './files/json.ts';

export interface FeatureRow {
  /** Line of the file where the feature begins, from 1. */
  line: number;
  value: unknown;
}

/**
 * Reads the features of a GeoJSON FeatureCollection one by one, in flat memory, whatever the size of the file.
 *
 * @throws UserError where the file is none, or breaks off: features before that point have been given.
 */
export async function* readFeatures(file: string): AsyncGenerator<FeatureRow> {
  const { outline, rows } = readJson(file, ['features']);
  for await (const { line, value } of rows) yield { line, value };
  if (outline.lists.has('features')) return;
  const type = outline.members.get('type');
  if (type === undefined || type === 'FeatureCollection')
    throw new UserError('ce fichier n’est pas du GeoJSON : il n’a pas de liste « features »');
  throw new UserError(`ce fichier n’est pas une collection GeoJSON : son type est « ${typeof type === 'string' ? type : '?'} »`);
}
