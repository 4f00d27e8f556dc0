import { catalogue } from '../../src/catalogue.ts';
import { importersOf } from '../../src/kernel/module.ts';
import { readUpload } from '../../src/modules/directory/importers/uploads/reading.ts';
import type { TestApplication } from './application.ts';

/** Does what somebody asked of a file that was sent, as its job does. */
export function readRequest({ kernel }: TestApplication, { id }: { id: string }, requestId: string): Promise<void> {
  return readUpload(kernel, importersOf(catalogue), { territoryId: id, requestId }, new AbortController().signal);
}
