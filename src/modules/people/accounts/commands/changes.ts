import type { Viewer } from '../../../../kernel/access/viewer.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { type SecurityChange, tellOfChange } from '../letters.ts';
import { endSessions } from './sessions.ts';

/** What somebody signs in with has changed, in the current unit of work: their other sessions end, and a letter tells them. */
export async function factorChanged(kernel: Kernel, visit: Visit, viewer: Viewer, change: SecurityChange): Promise<void> {
  await endSessions(kernel, viewer.accountId, { except: viewer.sessionId });
  await tellOfChange(kernel, visit, change, viewer);
}
