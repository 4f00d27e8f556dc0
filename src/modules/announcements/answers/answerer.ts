import { mayActFor } from '../../../kernel/access/viewer.ts';
import type { UnitSettings } from '../../../kernel/db/database.ts';
import { settingsOf } from '../../../kernel/http/page-routes.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { personOfAccount, readPerson } from '../../people/index.ts';
import type { Answerer } from './queries/answers.ts';
import type { KnownAnswerer } from './view-models.ts';

/** Who answers in this visit; null: nobody whom the portal knows. That an agent reads a person's record is written down. */
export async function answererIn(kernel: Kernel, visit: Visit): Promise<KnownAnswerer | null> {
  const { viewer } = visit;
  if (!viewer) return null;
  const { accountId, name, email, actingFor } = viewer;
  if (!actingFor) return { accountId, personId: null, name, email, phone: null, isAssisted: false };
  const person = await kernel.database.unit(() => readPerson(kernel, visit, viewer, actingFor.personId), settingsOf(visit));
  return {
    accountId: person?.accountId ?? null,
    personId: actingFor.personId,
    name: actingFor.name,
    email: person?.email ?? null,
    phone: person?.phone ?? null,
    isAssisted: true,
  };
}

/** Whose answers the viewer's space shows, and the settings of a unit that may see them. An agent who acts sees the person's alone, where
 * their mandate is to answer. */
export async function ownAnswerers(kernel: Kernel, visit: Visit): Promise<{ answerers: Answerer[]; settings: UnitSettings }> {
  const { viewer, territory } = visit;
  if (!viewer || !mayActFor(viewer, 'answer')) return { answerers: [], settings: {} };
  const { accountId, actingFor } = viewer;
  const personId = actingFor?.personId ?? (await personOfAccount(kernel, territory.id, accountId));
  return {
    answerers: [...(actingFor ? [] : [{ accountId }]), ...(personId === null ? [] : [{ personId }])],
    settings: personId === null ? {} : { person: personId },
  };
}
