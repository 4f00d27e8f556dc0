import { earlier } from '../../../kernel/earlier.ts';
import { readDocument } from '../../../kernel/files/document.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { renderSheet } from '../../../kernel/pdf/sheet.ts';
import { demonstrationAccount, portalOf } from '../../people/index.ts';
import { territoryBySlug } from '../../territories/index.ts';
import { changeAnswer } from '../answers/commands/deciding.ts';
import { type NewAnswer, sayMore, sendAnswer } from '../answers/commands/sending.ts';
import { followAnswers } from '../answers/jobs.ts';
import { tellPublisher } from '../answers/letters.ts';
import type { Author } from '../commands/recording.ts';
import type { Announcement } from '../models.ts';
import { announcementBySlug } from '../queries/announcements.ts';
import { type SampleAnswer, type SampleStep, sampleAnswers } from './sample-answers.ts';

const DAY = 24;
const system: Author = { actor: 'system', onBehalfOf: null };

/** Answers to announcements of Montbrillet, in every state. */
export async function demonstrationAnswers(kernel: Kernel): Promise<void> {
  const territory = await territoryBySlug(kernel.database, kernel.clock, 'montbrillet');
  if (!territory) return;
  const keeper: Author = { actor: `account:${await demonstrationAccount(kernel, 'owner')}`, onBehalfOf: null };
  for (const [slug, answers] of Object.entries(sampleAnswers)) {
    const announcement = await announcementBySlug(kernel, [territory.id], slug);
    if (!announcement) throw new Error(`The demonstration has no announcement ${slug} in montbrillet.`);
    for (const answer of answers) await addAnswer(kernel, territory, announcement, answer, keeper);
  }
  // How structures answer is on their announcements from the first day.
  await followAnswers(kernel, territory);
}

async function addAnswer(
  kernel: Kernel,
  territory: TerritoryContext,
  announcement: Announcement,
  { who, daysAgo, body, steps = [], hasDocument }: SampleAnswer,
  publisher: Author,
): Promise<void> {
  const accountId = who === 'resident' ? await demonstrationAccount(kernel, 'resident') : null;
  const by: Author = { actor: accountId === null ? 'visitor' : `account:${accountId}`, onBehalfOf: null };
  const known = who === 'resident' ? { name: 'Idriss Petit' } : who;
  const answer: NewAnswer = {
    email: null,
    phone: null,
    ...known,
    accountId,
    personId: null,
    locale: 'fr',
    body,
    document: hasDocument ? await curriculum(territory, known.name) : null,
  };
  const then = earlier(kernel, daysAgo * DAY + 1);
  const id = await sendAnswer(then, announcement, answer, by);
  if (id === null) throw new Error(`${known.name} has answered ${announcement.slug} already.`);
  await kernel.database.unit(
    async () => {
      const told = { id, accountId, personId: null, email: answer.email, phone: answer.phone, name: answer.name, locale: 'fr' } as const;
      await tellPublisher(then, portalOf(kernel.config, territory), { announcement, answer: told, about: id }, 'new');
      // Of the same day, one after another.
      for (const [index, step] of steps.entries())
        await take(earlier(kernel, step.daysAgo * DAY + (steps.length - index) / steps.length), territory, id, step, {
          publisher,
          answerer: by,
        });
    },
    { territory: territory.id, answer: id },
  );
}

async function take(
  kernel: Kernel,
  territory: TerritoryContext,
  id: string,
  step: SampleStep,
  { publisher, answerer }: { publisher: Author; answerer: Author },
): Promise<void> {
  if ('says' in step) await sayMore(kernel, territory.id, id, { side: 'publisher', body: step.says }, publisher);
  else if ('writesBack' in step) await sayMore(kernel, territory.id, id, { side: 'answerer', body: step.writesBack }, answerer);
  else {
    const by = step.event === 'withdraw' ? answerer : step.event === 'expire' ? system : publisher;
    const changed = await changeAnswer(kernel, territory.id, id, step.event, {
      ...by,
      reason: step.reason ?? null,
      refusal: step.refusal ?? null,
    });
    if ('problem' in changed) throw new Error(`An answer of the demonstration could not ${step.event}: ${changed.problem}.`);
  }
}

/** A page that tells what somebody has done, as a file. */
async function curriculum(territory: TerritoryContext, name: string): Promise<NewAnswer['document']> {
  const content = await renderSheet({
    locale: 'fr',
    territory: territory.name,
    accent: territory.accent,
    title: name,
    subtitle: 'Ce que je sais faire',
    blocks: [{ kind: 'paragraph', text: 'Être à l’heure, écouter, apprendre. Je parle français et un peu italien.' }],
  });
  const read = readDocument(content);
  if ('refusal' in read) throw new Error(`The demonstration's file is ${read.refusal}.`);
  return read.document;
}
