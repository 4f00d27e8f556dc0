import type { Viewer } from '../../../kernel/access/viewer.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { endRole, type Keeper, keepersOf, type RoleEnd, tell } from '../../people/index.ts';
import { spaceMessages } from './messages.ts';
import { keeperLeft } from './notice-kinds.ts';
import { spacePath } from './paths.ts';
import type { Space } from './view-models.ts';

/** The viewer's own role in a structure's team; null for who opened its space under a mandate, and is not of the team. */
export async function ownRole(kernel: Kernel, { territory, pages: [{ id }] }: Space, viewer: Viewer | null): Promise<Keeper | null> {
  return (await keepersOf(kernel, territory.id, id)).find(({ accountId }) => accountId === viewer?.accountId) ?? null;
}

/**
 * Somebody leaves a structure's team by themselves, in the current unit of work: its owners are told, once. `last`: the
 * structure would have no owner. `absent`: they had left.
 */
export async function leaveTeam(kernel: Kernel, visit: Visit, space: Space, keeper: Keeper): Promise<RoleEnd> {
  const {
    territory,
    pages: [{ id: structureId, name: structure }],
  } = space;
  const end = await endRole(kernel, { territoryId: territory.id, roleId: keeper.roleId, structureId }, `account:${keeper.accountId}`);
  if (end !== 'ended') return end;
  const values = { who: keeper.name, name: structure };
  const path = spacePath(structureId, '/equipe');
  for (const { accountId, role } of await keepersOf(kernel, territory.id, structureId)) {
    if (role !== 'owner') continue;
    await tell(kernel, visit, {
      to: { accountId },
      kind: keeperLeft,
      key: `directory.keeper-left:${keeper.roleId}:${accountId}`,
      words: { key: 'directory.space.left.subject', values },
      messages: spaceMessages,
      path,
      letter({ locale, name, href }) {
        const t = translator(spaceMessages, locale);
        return {
          ...(name !== null && { greeting: t('directory.space.left.greeting', { name }) }),
          paragraphs: [t('directory.space.left.body', values)],
          action: { label: t('directory.space.left.action'), url: href(path) },
        };
      },
    });
  }
  return 'ended';
}
