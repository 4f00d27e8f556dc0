import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { findStructure, slugify } from '../../directory/index.ts';
import { fillQueue } from '../../moderation/index.ts';
import { demonstrationAccount } from '../../people/index.ts';
import { territoryBySlug } from '../../territories/index.ts';
import { changeState, todayIn } from '../commands/life.ts';
import { beginAnnouncement, type Writer } from '../commands/writing.ts';
import type { Facts } from '../kinds/kind.ts';
import { announcementsById } from '../queries/announcements.ts';
import type { DB } from '../tables.generated.ts';
import { type SampleAnnouncement, sampleAnnouncements } from './samples.ts';

/** The fictional announcements of the demonstration, over all kinds and states. */
export async function demonstrationAnnouncements(kernel: Kernel): Promise<void> {
  const accountId = await demonstrationAccount(kernel, 'resident');
  const by: Writer = { actor: `account:${accountId}`, accountId, onBehalfOf: null };
  for (const sample of sampleAnnouncements) {
    const territory = await territoryBySlug(kernel.database, kernel.clock, sample.territory);
    if (!territory) throw new Error(`The demonstration has no territory ${sample.territory}.`);
    await kernel.database.unit(() => addSample(kernel, territory, sample, by), { territory: territory.id });
  }
}

async function addSample(kernel: Kernel, territory: TerritoryContext, sample: SampleAnnouncement, by: Writer): Promise<void> {
  const { kind, title, body, publisher, state = 'published' } = sample;
  const today = todayIn(kernel, territory);
  const dates = Object.fromEntries(Object.entries(sample.days ?? {}).map(([name, days]) => [name, today.add({ days }).toString()]));
  const facts: Facts = { ...sample.facts, ...dates };
  const structure = await findStructure(kernel, territory.id, slugify(publisher, 'structure'));
  const id = await beginAnnouncement(
    kernel,
    territory,
    {
      kind,
      publisher: structure ? { organisationId: structure.id, name: structure.name } : { organisationId: null, name: publisher },
      text: {
        title,
        body,
        facts,
        audience: sample.isShared ? 'groupings' : 'own',
        street: null,
        postcode: null,
        locality: sample.locality ?? territory.name,
        position: null,
        isRemote: sample.isRemote ?? false,
        phone: sample.phone ?? null,
        onTheSpot: sample.onTheSpot ?? null,
        link: null,
        publishOn: null,
      },
    },
    by,
  );
  const step = async (event: Parameters<typeof changeState>[3]) => {
    const announcement = (await announcementsById(kernel, territory.id, [id])).get(id);
    if (announcement) await changeState(kernel, territory, announcement, event, { ...by, reason: null });
  };
  if (state === 'draft') return;
  if (state === 'submitted') {
    await step('submit');
    await fillQueue(kernel, territory, [
      {
        kind: 'announcement',
        about: { subject: 'announcement', id },
        title,
        words: [publisher, body],
        payload: { organisationId: structure?.id ?? null },
        hoursAgo: 5,
        sender: null,
      },
    ]);
    return;
  }
  await step('publish');
  // As if it had been there for some days.
  const at = kernel.clock.now().subtract({ hours: 24 * sample.daysAgo + 2 });
  await sql`update announcements.announcement set published_at = ${at.toString()}::timestamptz where territory_id = ${territory.id} and id = ${id}`.execute(
    kernel.database.kysely<DB>(),
  );
  if (state === 'filled') await step('fill');
  if (state === 'withdrawn') await step('withdraw');
  if (state === 'refused') await step('refuse');
}
