import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { newId } from '../../src/kernel/ids.ts';
import { changeState } from '../../src/modules/announcements/commands/life.ts';
import { beginAnnouncement } from '../../src/modules/announcements/commands/writing.ts';
import type { AnnouncementText } from '../../src/modules/announcements/models.ts';
import type { TestApplication } from './application.ts';

const by = { actor: 'system', accountId: newId(), onBehalfOf: null };

/** Publishes an announcement, a flexible mission unless said otherwise, as a moderator's is: at once. @returns its id. */
export async function publishTestAnnouncement(
  { kernel }: TestApplication,
  territory: TerritoryContext,
  { kind = 'volunteering', ...said }: Partial<AnnouncementText> & { kind?: string } = {},
): Promise<string> {
  const text: AnnouncementText = {
    title: 'Une mission',
    body: 'Des bras.',
    facts: { cause: 'sport', rhythm: 'flexible' },
    audience: 'own',
    street: null,
    postcode: null,
    locality: null,
    position: null,
    isRemote: false,
    phone: null,
    onTheSpot: null,
    link: null,
    publishOn: null,
    ...said,
  };
  return kernel.database.unit(async () => {
    const id = await beginAnnouncement(kernel, territory, { kind, text, publisher: { organisationId: null, name: 'La Ruche' } }, by);
    await changeState(kernel, territory, { id, kind, state: 'draft', facts: text.facts }, 'publish', by);
    return id;
  });
}

/** Takes back one that was published. */
export async function withdrawTestAnnouncement({ kernel }: TestApplication, territory: TerritoryContext, id: string): Promise<void> {
  await kernel.database.unit(() =>
    changeState(kernel, territory, { id, kind: 'volunteering', state: 'published', facts: {} }, 'withdraw', by),
  );
}
