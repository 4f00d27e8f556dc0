import { z } from 'zod';
import { staff } from '../../../kernel/access/access.ts';
import { optionalText, requiredId } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { isId } from '../../../kernel/ids.ts';
import { type Person, readPerson } from '../../people/index.ts';
import type { AnnouncementCard } from '../models.ts';
import { everything, findAnnouncements, shownIn, wordsOf } from '../queries/list.ts';
import { proposeAnnouncement } from './commands.ts';
import { proposalMessages } from './messages.ts';
import { proposalsTo } from './queries.ts';
import { ProposeView } from './views/propose.tsx';

type Request = PageRequest<Readonly<Record<string, string>>>;

/** After the address of a person's page. */
export const PROPOSE = '/annonces';
const path = `/gestion/personnes/:personId${PROPOSE}`;
const agents = staff('agent');
const SHOWN = 20;
/** Neighbours' announcements among them are left out: a proposal leads to a page of this portal. */
const SEARCHED = 60;

/** Works for the person whom the path names, where a team of the viewer follows them; that they were read is written down. */
async function onPerson<Result extends FormReply>(
  { kernel, visit, params }: Request,
  work: (person: Person) => Promise<Result | PageReply>,
): Promise<Result | PageReply> {
  const id = params['personId'] ?? '';
  const person = visit.viewer && isId(id) ? await readPerson(kernel, visit, visit.viewer, id) : null;
  return person ? work(person) : notFound;
}

/** The territory's own announcements for these words, the newest first where there are none. */
async function offered({ kernel, visit }: Request, words: string): Promise<AnnouncementCard[]> {
  const { cards } = await findAnnouncements(kernel, visit.territory, await shownIn(kernel, visit.territory), {
    ...everything,
    words: await wordsOf(kernel, visit.territory, words),
    limit: SEARCHED,
  });
  return cards.filter(({ territoryId }) => territoryId === visit.territory.id).slice(0, SHOWN);
}

const propose = (request: Request, form: FormState = emptyForm) =>
  onPerson<PageReply>(request, async (person) => {
    const { kernel, visit } = request;
    const words = (visit.query['q'] ?? '').trim().slice(0, 200);
    const name = `${person.givenName} ${person.familyName}`;
    return {
      page: {
        title: translator(proposalMessages, visit.locale)('announcements.proposals.title', { name }),
        body: (
          <ProposeView
            person={{ id: person.id, name }}
            words={words}
            cards={await offered(request, words)}
            earlier={await proposalsTo(kernel, visit.territory.id, person.id)}
            form={form}
            visit={visit}
          />
        ),
        noindex: true,
        frame: 'manage',
        section: 'persons',
      },
    };
  });

/** Where an agent proposes an announcement to somebody whom they follow. */
export const proposalPages: readonly AnyRoute[] = [
  pageRoute({ path, access: agents, handle: (request) => propose(request) }),
  formRoute({
    path,
    access: agents,
    fields: z.object({ announcement: requiredId('announcements.proposals.which.required'), words: optionalText(1_000) }),
    limits: [{ name: 'announcements.propose', limit: 100, seconds: 3_600 }],
    again: propose,
    handle: (request) =>
      onPerson<FormReply>(request, async (person) => {
        const { kernel, visit, input } = request;
        const card = (await offered(request, (visit.query['q'] ?? '').trim().slice(0, 200))).find(({ id }) => id === input.announcement);
        if (!card) return { mistakes: [{ field: 'announcement', key: 'announcements.proposals.which.required' }] };
        return (await proposeAnnouncement(kernel, visit, person, card, input.words))
          ? { redirect: visit.href(`/gestion/personnes/${person.id}${PROPOSE}`) }
          : { mistakes: [{ field: '', key: 'announcements.proposals.unreachable' }] };
      }),
  }),
];
