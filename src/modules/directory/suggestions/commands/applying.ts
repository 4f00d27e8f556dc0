import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { noOrganisationFacts, noPlaceFacts, type SubjectName } from '../../facts.ts';
import { type KindCode, kindByCode } from '../../kinds.ts';
import { createSubject } from '../../subjects/creating.ts';
import { editSubject } from '../../subjects/editing.ts';
import { subjectNamed } from '../../subjects/named.ts';
import type { Authorship } from '../../subjects/revision.ts';
import { changeState } from '../../subjects/state.ts';
import type { ThemeCode } from '../../themes.ts';
import type { CorrectionPayload, SuggestionPayload } from '../payloads.ts';
import { type AnyFacts, type PlainValues, withPlainValues } from '../plain-fields.ts';

/** Publishes what somebody suggested, in the current unit of work. @param kind what it is exactly, where that was chosen. */
export async function publishSuggestion(
  kernel: Kernel,
  territory: TerritoryContext,
  { subject, theme, values }: Pick<SuggestionPayload, 'subject' | 'theme' | 'values'>,
  kind: string | null,
  by: Authorship,
): Promise<{ id: string; slug: string }> {
  const known = { name: values.name ?? '', kinds: kind !== null && kindByCode.has(kind as KindCode) ? [kind as KindCode] : [] };
  const themes = [theme as ThemeCode];
  const owner = { organisationId: null, placeId: null };
  if (subject === 'organisation') {
    const facts = withPlainValues({ ...noOrganisationFacts, ...known, themes }, values, territory.country);
    return createSubject(kernel, territory, { subject, facts, owner }, by);
  }
  const facts = withPlainValues({ ...noPlaceFacts, ...known, themes }, values, territory.country);
  return createSubject(kernel, territory, { subject, facts, owner }, by);
}

/** Writes what somebody corrected, in the current unit of work. @returns false where the subject is gone. */
export async function applyCorrection(
  kernel: Kernel,
  territory: TerritoryContext,
  about: { subject: SubjectName; id: string },
  { what, values }: { what: CorrectionPayload['what']; values: PlainValues },
  by: Authorship,
): Promise<boolean> {
  const { subject, id } = about;
  if (what === 'facts') {
    const change = (facts: AnyFacts) => withPlainValues(facts, values, territory.country);
    return (await editSubject<AnyFacts>(kernel, territory, subjectNamed(subject) as never, id, by, change)) !== null;
  }
  // Already so: whoever said it was right.
  if (subject === 'service') await changeState(kernel, territory, { ...by, subject, id, event: 'close' });
  else if (what === 'closed') await changeState(kernel, territory, { ...by, subject, id, event: 'close' });
  else await changeState(kernel, territory, { ...by, subject, id, event: 'move', to: null });
  return true;
}
