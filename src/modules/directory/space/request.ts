import type { ComponentChildren } from 'preact';
import { structure } from '../../../kernel/access/access.ts';
import { authorOf, type Viewer } from '../../../kernel/access/viewer.ts';
import type { FormReply } from '../../../kernel/http/form.ts';
import { notFound, type PageReply } from '../../../kernel/http/route.ts';
import { inSpace, type SpaceRequest } from './queries.ts';
import type { KeptPage, Space } from './view-models.ts';

// What the routes of a structure's space have in common.

export const spaceBase = '/mon-espace/structures/:structureId';
/** Editors and owners. */
export const keeps = structure('editor');

/** Who writes, and for whom, as histories say it: somebody signed in, as all routes of a space want. */
export function writerOf(viewer: Viewer | null): { actor: `account:${string}`; onBehalfOf: `person:${string}` | null } {
  if (!viewer) throw new Error('Nobody is signed in.');
  return { ...authorOf(viewer), actor: `account:${viewer.accountId}` };
}

export function spaceReply(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'space', section: 'structures' } };
}

/** A page of the structure that the path names by `:pageId`; not found where it is another one's. */
export async function onPage<Result extends FormReply>(
  request: SpaceRequest,
  work: (space: Space, page: KeptPage) => Promise<Result | PageReply>,
): Promise<Result | PageReply> {
  const reply = await inSpace(request, async (space) => {
    const page = space.pages.find(({ id }) => id === request.params['pageId']);
    return page ? work(space, page) : notFound;
  });
  return reply ?? notFound;
}
