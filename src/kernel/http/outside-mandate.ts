import { mandateMessages } from '../access/mandate-messages.ts';
import { type Deed, mayActFor } from '../access/viewer.ts';
import { translator } from '../i18n/messages.ts';
import type { Mistake } from './form.ts';
import type { Visit } from './visit.ts';

/**
 * What is said to an agent whose mandate is for something else, with the way to the person's record, where another one is prepared;
 * null: the mandate is for it, or they act for nobody.
 *
 * @param deeds each of which would do; the first is named.
 */
export function outsideMandate(visit: Visit, ...deeds: readonly [Deed, ...Deed[]]): Mistake | null {
  const actingFor = visit.viewer?.actingFor;
  if (!actingFor || mayActFor(visit.viewer, ...deeds)) return null;
  const t = translator(mandateMessages, visit.locale);
  return {
    field: '',
    key: 'form.mandate',
    values: { name: actingFor.name, purpose: t(`mandate.purpose.${actingFor.purpose}`), needed: t(`mandate.purpose.${deeds[0]}`) },
    href: `/gestion/personnes/${actingFor.personId}`,
  };
}
