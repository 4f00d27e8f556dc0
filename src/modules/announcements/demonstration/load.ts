import { earlier } from '../../../kernel/earlier.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { findStructure, slugify } from '../../directory/index.ts';
import { fillQueue } from '../../moderation/index.ts';
import { demonstrationAccount } from '../../people/index.ts';
import { territoryBySlug } from '../../territories/index.ts';
import { changeState, publishAnnouncement, todayIn } from '../commands/life.ts';
import { trustStructure } from '../commands/trust.ts';
import { beginAnnouncement, type Writer } from '../commands/writing.ts';
import type { AnnouncementText, Publisher } from '../models.ts';
import { announcementsById } from '../queries/announcements.ts';
import { announcementReviews } from '../review-kinds.tsx';
import type { AnnouncementEvent } from '../states.ts';
import { demonstrationAnswers } from './answers.ts';
import type { SampleAnnouncement } from './sample.ts';
import { sampleAnnouncements } from './samples.ts';

/** The structure whose keepers have trial accounts. */
const KEPT = 'L’Épicerie du Lavoir';

/** Those whose announcements appear without waiting for a moderator. */
const TRUSTED = ['Mairie de Montbrillet', 'Médiathèque de la Halle'];

/** The fictional announcements of the demonstration, over all kinds and states. */
export async function demonstrationAnnouncements(kernel: Kernel): Promise<void> {
  const writerFor = async (who: 'resident' | 'owner'): Promise<Writer> => {
    const accountId = await demonstrationAccount(kernel, who);
    return { actor: `account:${accountId}`, accountId, onBehalfOf: null };
  };
  const [resident, owner] = [await writerFor('resident'), await writerFor('owner')];
  for (const sample of sampleAnnouncements) {
    const territory = await territoryBySlug(kernel.database, kernel.clock, sample.territory);
    if (!territory) throw new Error(`The demonstration has no territory ${sample.territory}.`);
    await addSample(kernel, territory, sample, sample.publisher === KEPT ? owner : resident);
  }
  await trustStructures(kernel);
  await demonstrationAnswers(kernel);
}

async function trustStructures(kernel: Kernel): Promise<void> {
  const territory = await territoryBySlug(kernel.database, kernel.clock, 'montbrillet');
  if (!territory) return;
  const moderator = await demonstrationAccount(kernel, 'moderator');
  for (const name of TRUSTED) {
    const structure = await findStructure(kernel, territory.id, slugify(name, 'structure'));
    if (!structure) throw new Error(`The demonstration has no structure ${name} in montbrillet.`);
    await kernel.database.unit(() => trustStructure(earlier(kernel, 24 * 40), territory.id, structure.id, `account:${moderator}`), {
      territory: territory.id,
    });
  }
}

async function addSample(kernel: Kernel, territory: TerritoryContext, sample: SampleAnnouncement, by: Writer): Promise<void> {
  const { kind, title, body, state = 'published', refusal } = sample;
  // As if it had been there for some days.
  const hoursAgo = 24 * sample.daysAgo + 2;
  const then = earlier(kernel, hoursAgo);
  const structure = await findStructure(kernel, territory.id, slugify(sample.publisher, 'structure'));
  const publisher: Publisher = { organisationId: structure?.id ?? null, name: structure?.name ?? sample.publisher };
  const id = await kernel.database.unit(
    () => beginAnnouncement(then, territory, { kind, publisher, text: textOf(kernel, territory, sample) }, by),
    { territory: territory.id },
  );
  const step = (at: Kernel, event: AnnouncementEvent) =>
    at.database.unit(async () => {
      const announcement = (await announcementsById(at, territory.id, [id])).get(id);
      if (!announcement) throw new Error(`« ${title} » is not there.`);
      if (event === 'schedule') await publishAnnouncement(at, territory, announcement, by);
      else await changeState(at, territory, announcement, event, by);
    });
  // Towards the end of the time that it was there.
  const lately = earlier(kernel, hoursAgo / 8);
  switch (state) {
    case 'draft':
      return;
    case 'submitted':
    case 'refused':
      await step(then, 'submit');
      await fillQueue(
        kernel,
        territory,
        [
          {
            kind: 'announcement',
            about: { subject: 'announcement', id },
            title,
            words: [publisher.name, body],
            payload: { organisationId: publisher.organisationId, revision: 1 },
            hoursAgo,
            sender: structure ? null : 'resident',
            ...(refusal !== undefined && { refused: { reason: refusal, message: null } }),
          },
        ],
        announcementReviews,
      );
      return;
    case 'scheduled':
      await step(then, 'schedule');
      return;
    default:
      await step(then, 'publish');
  }
  if (state === 'filled') await step(lately, 'fill');
  if (state === 'withdrawn') await step(lately, 'withdraw');
  if (state === 'expired') await step(lately, 'expire');
}

function textOf(kernel: Kernel, territory: TerritoryContext, sample: SampleAnnouncement): AnnouncementText {
  const today = todayIn(kernel, territory);
  const dates = Object.fromEntries(Object.entries(sample.days ?? {}).map(([name, days]) => [name, today.add({ days }).toString()]));
  const district = territory.districts.find(({ name }) => name === sample.district);
  if (sample.district !== undefined && !district) throw new Error(`${territory.name} has no district ${sample.district}.`);
  const { title, body, facts, locality, phone, onTheSpot, link, isShared, isRemote = false, publishIn } = sample;
  return {
    title,
    body,
    facts: { ...facts, ...dates },
    audience: isShared ? 'groupings' : 'own',
    street: null,
    postcode: null,
    locality: isRemote ? null : (locality ?? territory.name),
    position: district ? { latitude: district.latitude, longitude: district.longitude } : null,
    isRemote,
    phone: phone ?? null,
    onTheSpot: onTheSpot ?? null,
    link: link ?? null,
    publishOn: publishIn === undefined ? null : today.add({ days: publishIn }),
  };
}
