import type { Locale } from '../i18n/locales.ts';
import { type Messages, translator } from '../i18n/messages.ts';
import { ownHolder } from './own-data.ts';
import type { LegalBasis, PersonalData } from './personal-data.ts';

/** One kind of data about people, as the privacy page tells it. */
export interface HeldKind {
  kind: string;
  name: string;
  why: string;
  until: string;
  basis: LegalBasis;
  fate: PersonalData['fate'];
}

/** Every kind that modules hold, in their order, then what the kernel holds, in words. */
export function heldKinds(modules: readonly { messages?: Messages; personalData?: readonly PersonalData[] }[], locale: Locale): HeldKind[] {
  return [...modules, ownHolder].flatMap(({ messages, personalData = [] }) => {
    if (!messages) return [];
    const t = translator(messages, locale);
    return personalData.map(({ kind, basis, fate }) => ({
      kind,
      name: t(`${kind}.name`),
      why: t(`${kind}.why`),
      until: t(`${kind}.until`),
      basis,
      fate,
    }));
  });
}
