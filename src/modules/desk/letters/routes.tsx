import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { staff } from '../../../kernel/access/access.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import { listFile } from '../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Letter } from '../../../kernel/mail/letter.ts';
import { letterHtml } from '../../../kernel/mail/letter-html.tsx';
import { letterText } from '../../../kernel/mail/letter-text.ts';
import { messageCounts } from '../../../kernel/mail/outbox.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { lettersTerritory } from '../../people/index.ts';
import { dropLetter, rewriteLetter, sendLetter, tryLetter, writeLetter } from './commands.ts';
import { letterFields, readLetter, sureFields } from './forms.ts';
import type { DeskLetter } from './models.ts';
import { letterPath, lettersPath } from './paths.ts';
import { letterById, lettersOf, recipientsOf } from './queries/letters.ts';
import { letterOf } from './text.ts';
import { LetterView } from './views/letter.tsx';
import { LettersView, letterColumns } from './views/list.tsx';
import { letterWords } from './views/words.ts';
import { WriteView } from './views/write.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;

/** Who writes in the territory's name. */
export const lettersAccess = staff('administrator', 'agent');

const nothing = z.object({});

function page(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'manage', section: 'letters' } };
}

/** As it is sent, for those who look at it before. */
function shown(visit: Visit, letter: DeskLetter): Letter {
  return { ...letterOf(letter), key: 'desk.letter-shown', to: '', locale: 'fr', territory: lettersTerritory(visit), isDuty: true };
}

async function failedOf(kernel: Kernel, { id }: DeskLetter): Promise<number> {
  const states = await messageCounts(kernel, `desk.letter:${id}`);
  return (states.get('failed') ?? 0) + (states.get('bounced') ?? 0);
}

async function letterPage({ kernel, visit, params }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const letter = await letterById(kernel, visit.territory.id, params['letterId'] ?? '');
  if (!letter) return notFound;
  const model = {
    letter,
    recipients:
      letter.sentAt === null
        ? (await recipientsOf(kernel, visit.territory, letter)).length
        : Object.values(letter.counts).reduce((sum, n) => sum + n, 0),
    preview: letterText(shown(visit, letter)),
    failed: letter.sentAt === null ? 0 : await failedOf(kernel, letter),
  };
  return page(letter.subject, <LetterView visit={visit} model={model} form={form} />);
}

async function writePage({ kernel, visit, params }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const { letterId } = params;
  const letter = letterId === undefined ? null : await letterById(kernel, visit.territory.id, letterId);
  if (letterId !== undefined && !letter) return notFound;
  if (letter?.sentAt) return { redirect: visit.href(letterPath(letter.id)) };
  const t = letterWords(visit);
  return page(t(letter === null ? 'desk.letter.write' : 'desk.letter.edit.title'), <WriteView visit={visit} letter={letter} form={form} />);
}

function districtsOf({ territory }: Visit): string[] {
  return territory.districts.map(({ name }) => name);
}

export const letterPages: readonly AnyRoute[] = [
  pageRoute({
    path: lettersPath,
    access: lettersAccess,
    async handle({ kernel, visit }) {
      const { avant } = visit.query;
      const before = avant && isId(avant) ? avant : null;
      const list = await lettersOf(kernel, visit.territory.id, before);
      return page(letterWords(visit)('desk.letter.title'), <LettersView visit={visit} {...list} isFirst={before === null} />);
    },
  }),
  pageRoute({
    path: `${lettersPath}.xlsx`,
    access: lettersAccess,
    async handle(request) {
      const { kernel, visit } = request;
      return listFile(request, {
        file: 'lettres',
        name: letterWords(visit)('desk.letter.title'),
        columns: letterColumns(visit),
        async page(before) {
          const { letters, next } = await lettersOf(kernel, visit.territory.id, before);
          return { rows: letters, next };
        },
      });
    },
  }),
  pageRoute({ path: `${lettersPath}/ecrire`, access: lettersAccess, handle: (request) => writePage(request) }),
  formRoute({
    path: `${lettersPath}/ecrire`,
    access: lettersAccess,
    fields: letterFields,
    again: writePage,
    async handle({ kernel, visit, input }) {
      const read = readLetter(input, districtsOf(visit));
      if ('mistakes' in read) return read;
      return { redirect: visit.href(letterPath(await writeLetter(kernel, visit, read.letter))) };
    },
  }),
  pageRoute({ path: `${lettersPath}/:letterId`, access: lettersAccess, handle: (request) => letterPage(request) }),
  pageRoute({ path: `${lettersPath}/:letterId/modifier`, access: lettersAccess, handle: (request) => writePage(request) }),
  formRoute({
    path: `${lettersPath}/:letterId/modifier`,
    access: lettersAccess,
    fields: letterFields,
    again: writePage,
    async handle({ kernel, visit, params, input }) {
      const id = params['letterId'] ?? '';
      const read = readLetter(input, districtsOf(visit));
      if ('mistakes' in read) return read;
      if (!isId(id)) return notFound;
      const rewritten = await rewriteLetter(kernel, visit.territory.id, id, read.letter);
      return rewritten ? { redirect: visit.href(letterPath(id)) } : { mistakes: [{ field: '', key: 'desk.letter.edit.late' }] };
    },
  }),
  // As a mail program shows it, without any right here: the server sends it under a sandbox.
  pageRoute({
    path: `${lettersPath}/:letterId/apercu`,
    access: lettersAccess,
    async handle({ kernel, visit, params }) {
      const letter = await letterById(kernel, visit.territory.id, params['letterId'] ?? '');
      return letter ? { content: letterHtml(shown(visit, letter)), type: 'text/html; charset=utf-8' } : notFound;
    },
  }),
  formRoute({
    path: `${lettersPath}/:letterId/essai`,
    access: lettersAccess,
    fields: nothing,
    limits: [{ name: 'desk.letter-trial', limit: 20, seconds: 3_600 }],
    again: letterPage,
    async handle({ kernel, visit, params }) {
      const letter = await letterById(kernel, visit.territory.id, params['letterId'] ?? '');
      if (!letter) return notFound;
      if (letter.sentAt === null) await tryLetter(kernel, visit, letter);
      return { redirect: visit.href(letterPath(letter.id)) };
    },
  }),
  formRoute({
    path: `${lettersPath}/:letterId/envoi`,
    access: lettersAccess,
    fields: sureFields,
    limits: [{ name: 'desk.letter', limit: 10, seconds: 86_400 }],
    again: letterPage,
    async handle({ kernel, visit, params }) {
      const id = params['letterId'] ?? '';
      const outcome = await sendLetter(kernel, visit, id);
      if (outcome === 'absent') return notFound;
      return outcome === 'sent'
        ? { redirect: visit.href(letterPath(id)) }
        : { mistakes: [{ field: '', key: outcome === 'early' ? 'desk.letter.early' : 'desk.letter.nobody' }] };
    },
  }),
  formRoute({
    path: `${lettersPath}/:letterId/jeter`,
    access: lettersAccess,
    fields: nothing,
    again: letterPage,
    async handle({ kernel, visit, params }) {
      const id = params['letterId'] ?? '';
      if (!isId(id)) return notFound;
      await dropLetter(kernel, visit.territory.id, id);
      return { redirect: visit.href(lettersPath) };
    },
  }),
];
