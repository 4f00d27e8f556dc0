import { earlier } from '../../../kernel/earlier.ts';
import { settingsOf } from '../../../kernel/http/page-routes.ts';
import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { demonstrationVisit } from '../../people/index.ts';
import { addMessage, startConversation } from '../relay/commands.ts';
import { tellStructure, tellWriter } from '../relay/letters.ts';
import { conversationById, relayTarget } from '../relay/queries.ts';
import type { Side } from '../relay/view-models.ts';
import { KEPT } from './keepers.ts';

const DAY = 24;

interface SampleConversation {
  writer: 'resident' | { name: string; email: string | null; phone: string | null };
  /** Who said what, and how many days ago: the writer first. */
  messages: readonly [{ daysAgo: number; body: string }, ...{ daysAgo: number; side: Side; body: string }[]];
}

const sampleConversations: readonly SampleConversation[] = [
  {
    writer: 'resident',
    messages: [
      { daysAgo: 17, body: 'Bonjour, peut-on venir à l’atelier de cuisine avec un enfant de sept ans ?' },
      { daysAgo: 16, side: 'structure', body: 'Bonjour, bien sûr ! Il y a un petit tablier pour lui. Prévenez-nous la veille.' },
      { daysAgo: 16, side: 'writer', body: 'Merci beaucoup, nous viendrons jeudi.' },
    ],
  },
  {
    writer: { name: 'Corinne Vasseur', email: 'corinne.vasseur@boite.example', phone: null },
    messages: [
      { daysAgo: 8, body: 'Je suis assistante sociale à Saint-Ormin. Recevez-vous des familles d’autres communes ?' },
      { daysAgo: 7, side: 'structure', body: 'Oui, de toute la rive française. Une lettre d’orientation suffit.' },
    ],
  },
  {
    writer: { name: 'Paul Ravier', email: null, phone: '+33465719020' },
    messages: [{ daysAgo: 1, body: 'J’ai deux cagettes de pommes à donner. Quand puis-je passer ? Je n’ai pas d’e-mail, rappelez-moi.' }],
  },
];

/** Messages by relay to the structure that is kept: one that is settled, one that was answered, one that waits. */
export async function demonstrationConversations(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const keeper = await demonstrationVisit(kernel, territory, 'owner');
  const target = await relayTarget(kernel, keeper, KEPT);
  if (!target) throw new Error(`${KEPT} cannot be written to.`);
  for (const { writer, messages } of sampleConversations) {
    const visit = await demonstrationVisit(kernel, territory, writer === 'resident' ? 'resident' : null);
    const { viewer } = visit;
    const told = writer === 'resident' ? { name: viewer?.name ?? '', email: viewer?.email ?? null, phone: null } : writer;
    const [first, ...others] = messages;
    const start = earlier(kernel, first.daysAgo * DAY);
    const accountId = viewer?.accountId ?? null;
    const id = await startConversation(start, target, { ...told, accountId, onBehalfOf: null, locale: 'fr', body: first.body });
    if (id === null) throw new Error(`${KEPT} takes no message of ${told.name}.`);
    const asWriter = { ...settingsOf(visit), conversation: id };
    await kernel.database.unit(() => carry(start, visit, id, 'writer'), asWriter);
    for (const { daysAgo, side, body } of others) {
      const then = earlier(kernel, daysAgo * DAY);
      const speaker = side === 'structure' ? keeper : visit;
      const actor = speaker.viewer ? `account:${speaker.viewer.accountId}` : 'visitor';
      await kernel.database.unit(
        async () => {
          const conversation = await conversationById(then, territory.id, id);
          if (conversation) await addMessage(then, territory.id, conversation, side, { actor, onBehalfOf: null }, body);
          await carry(then, speaker, id, side);
        },
        side === 'structure' ? settingsOf(keeper) : asWriter,
      );
    }
  }
}

/** Takes the last message of a conversation to the other side. */
async function carry(kernel: Kernel, visit: Visit, id: string, side: Side): Promise<void> {
  const conversation = await conversationById(kernel, visit.territory.id, id);
  const message = conversation?.messages.at(-1);
  if (!conversation || !message) return;
  const tell = side === 'writer' ? tellStructure : tellWriter;
  await tell(kernel, visit, { conversation, territory: visit.territory, messageId: message.id, body: message.body });
}
