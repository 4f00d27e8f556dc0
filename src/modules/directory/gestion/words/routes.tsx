import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { staff } from '../../../../kernel/access/access.ts';
import { actorOf } from '../../../../kernel/access/viewer.ts';
import { optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../../../kernel/http/form.ts';
import { listFileRoute } from '../../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../../kernel/http/route.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { isId } from '../../../../kernel/ids.ts';
import { recordAction } from '../../../people/index.ts';
import { directoryMessages } from '../../messages.ts';
import { ownSynonyms, unansweredSearches, unmetRows, whatFinds, wordsThatFind } from '../../queries/meanings.ts';
import { removeSynonym, setSynonym } from '../../queries/synonyms.ts';
import { fold } from '../../text.ts';
import type { Meaning } from './models.ts';
import { wordsPath } from './paths.ts';
import { synonymColumns, TrialView, unmetColumns, WordsView } from './views.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;

export const wordsAccess = staff('administrator', 'moderator', 'agent');

const MOST_WORDS = 6;
const MOST_MEANINGS = 20;
const LONGEST = 100;

function page(visit: Visit, key: 'directory.words.title' | 'directory.words.trial.title', body: ComponentChildren): PageReply {
  return { page: { title: translator(directoryMessages, visit.locale)(key), body, noindex: true, frame: 'manage', section: 'words' } };
}

function linesOf(text: string | null): string[] {
  return [...new Set((text ?? '').split('\n').map((line) => line.trim()))].filter(Boolean);
}

async function list({ kernel, visit }: Asked): Promise<PageReply> {
  const model = { unmet: await unmetRows(kernel, visit), synonyms: await ownSynonyms(kernel, visit.territory.id) };
  return page(visit, 'directory.words.title', <WordsView visit={visit} model={model} />);
}

async function trial({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const said = (field: string, given: string | undefined) => String(form.values[field] ?? given ?? '');
  const phrase = said('phrase', visit.query['mots']).trim().slice(0, 200);
  const means = linesOf(said('means', visit.query['sens']))
    .slice(0, MOST_MEANINGS)
    .map((line) => line.slice(0, LONGEST));
  const found: Meaning[] = [];
  for (const one of means) found.push(await whatFinds(kernel, visit, one));
  const suggestions = (await wordsThatFind(kernel, visit, phrase)).filter(({ words }) => !means.includes(words));
  return page(visit, 'directory.words.trial.title', <TrialView visit={visit} model={{ phrase, means, found, suggestions }} form={form} />);
}

/** What residents say, and what it means here. */
export const wordsPages: readonly AnyRoute[] = [
  pageRoute({ path: wordsPath, access: wordsAccess, handle: list }),
  pageRoute({ path: `${wordsPath}/essai`, access: wordsAccess, handle: (request) => trial(request) }),
  formRoute({
    path: wordsPath,
    access: wordsAccess,
    fields: z.object({
      phrase: requiredText('directory.words.trial.phrase.required'),
      means: optionalText(MOST_MEANINGS * (LONGEST + 1)),
    }),
    again: trial,
    async handle({ kernel, visit, input }) {
      const phrase = fold(input.phrase);
      const means = linesOf(input.means);
      if (phrase === '') return { mistakes: [{ field: 'phrase', key: 'directory.words.trial.phrase.required' }] };
      if (phrase.split(' ').length > MOST_WORDS) return { mistakes: [{ field: 'phrase', key: 'directory.words.trial.phrase.long' }] };
      if (means.length > MOST_MEANINGS || means.some((one) => one.length > LONGEST))
        return { mistakes: [{ field: 'means', key: 'directory.words.trial.means.long' }] };
      const territoryId = visit.territory.id;
      await setSynonym(kernel, visit.territory, phrase, means);
      await recordAction(kernel, { territoryId, actor: actorOf(visit.viewer), what: 'synonym.set', detail: { phrase } });
      return { redirect: visit.href(`${wordsPath}?fait=${encodeURIComponent(phrase)}`) };
    },
  }),
  formRoute({
    path: `${wordsPath}/:synonymId/retrait`,
    access: wordsAccess,
    fields: z.object({}),
    again: list,
    async handle({ kernel, visit, params }) {
      const id = params['synonymId'] ?? '';
      if (!isId(id)) return notFound;
      const territoryId = visit.territory.id;
      const phrase = await removeSynonym(kernel, territoryId, id);
      if (phrase !== null)
        await recordAction(kernel, { territoryId, actor: actorOf(visit.viewer), what: 'synonym.removed', detail: { phrase } });
      return { redirect: visit.href(wordsPath) };
    },
  }),
  listFileRoute({
    path: `${wordsPath}.xlsx`,
    access: wordsAccess,
    file: 'mots',
    name: (visit) => translator(directoryMessages, visit.locale)('directory.words.own'),
    columns: synonymColumns,
    rows: (kernel, visit) => ownSynonyms(kernel, visit.territory.id),
  }),
  listFileRoute({
    path: `${wordsPath}/recherches.xlsx`,
    access: wordsAccess,
    file: 'recherches',
    name: (visit) => translator(directoryMessages, visit.locale)('directory.words.unmet'),
    columns: unmetColumns,
    rows: (kernel, visit) => unansweredSearches(kernel, visit),
  }),
];
