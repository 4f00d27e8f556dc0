import { type Access, isAllowed, signedIn, staff } from '../kernel/access/access.ts';
import { territoryRoles } from '../kernel/access/viewer.ts';
import type { Frame } from '../kernel/html/page.ts';
import type { Visit } from '../kernel/http/visit.ts';
import { translator } from '../kernel/i18n/messages.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { FrameEntry, Module, Task } from '../kernel/module.ts';
import { webMessages } from './messages.ts';

/** The first page of each frame. */
export const frameHomes: Readonly<Record<Frame, { path: string; access: Access }>> = {
  manage: { path: '/gestion', access: staff(...territoryRoles) },
  space: { path: '/mon-espace', access: signedIn },
};

/** Modules whose pages this territory shows. */
export function openModules(catalogue: readonly Module[], { territory }: Visit): readonly Module[] {
  return catalogue.filter((module) => {
    const service = module.opensWith ?? (module.isService ? module.name : null);
    return service === null || territory.services.includes(service);
  });
}

/** What a frame's menu holds for this viewer, in the order of the catalogue. */
export function menuOf(catalogue: readonly Module[], visit: Visit, frame: Frame): FrameEntry[] {
  const { path, access } = frameHomes[frame];
  const home: FrameEntry = { path, access, section: frame, label: (locale) => translator(webMessages, locale)(`web.frame.${frame}`) };
  return [home, ...openModules(catalogue, visit).flatMap((module) => module.contributes?.[frame]?.entries ?? [])].filter((entry) =>
    // Whether it is production plays no part: no frame has pages for developers.
    isAllowed(entry.access, visit.viewer, {}, { production: true }),
  );
}

/** What waits for this viewer in a frame, the urgent first. */
export async function tasksOf(catalogue: readonly Module[], kernel: Kernel, visit: Visit, frame: Frame): Promise<Task[]> {
  const tasks: Task[] = [];
  // One after another: they share a transaction.
  for (const module of openModules(catalogue, visit)) tasks.push(...((await module.contributes?.[frame]?.tasks?.(kernel, visit)) ?? []));
  return tasks.filter(({ count }) => count > 0).sort((a, b) => Number(b.isUrgent ?? false) - Number(a.isUrgent ?? false));
}
