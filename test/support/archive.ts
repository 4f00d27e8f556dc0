import { unzipSync } from 'fflate';
import { expect } from 'vitest';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import type { TestApplication } from './application.ts';
import { PASSWORD, type Somebody } from './people.ts';

/** The archive that somebody gets who asks for their data: its files by name. */
export async function archiveOf({ server }: TestApplication, person: Somebody, territory: TerritoryContext) {
  const reply = await server.inject({
    method: 'POST',
    url: '/mon-compte/donnees',
    headers: {
      host: `${territory.slug}.localhost`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      cookie: person.cookie(),
    },
    payload: new URLSearchParams({ password: PASSWORD, envoi: person.submission() }).toString(),
  });
  expect(reply.statusCode).toBe(200);
  const files = unzipSync(reply.rawPayload);
  const read = (name: string) => new TextDecoder().decode(files[name]);
  return { headers: reply.headers, files, page: read('index.html'), json: JSON.parse(read('donnees.json')) as Record<string, unknown[]> };
}
