import type { SubjectName } from './facts.ts';

/** A page that a visitor chose to print or send. `commune`: slug of its territory, where that is not the portal's own. */
export interface Choice {
  subject: SubjectName;
  slug: string;
  commune: string | null;
}

/** As many as one sheet may hold. */
export const MOST_CHOICES = 30;

const words: Readonly<Record<SubjectName, string>> = { service: 'services', place: 'lieux', organisation: 'structures' };

/** « lieux/epicerie-du-lavoir », « lieux/la-halle@vernolle ». */
export function choiceText({ subject, slug, commune }: Choice): string {
  return `${words[subject]}/${slug}${commune === null ? '' : `@${commune}`}`;
}

export function choicesText(choices: readonly Choice[]): string {
  return choices.map(choiceText).join(',');
}

/** The choices that an address holds, in their order, each once; what is none is left out. */
export function readChoices(text: string | undefined): Choice[] {
  const found = new Map<string, Choice>();
  for (const part of (text ?? '').split(',')) {
    const [, word, slug, commune = null] = /^([a-z]+)\/([a-z0-9-]{1,200})(?:@([a-z0-9-]{1,100}))?$/.exec(part) ?? [];
    const subject = (['service', 'place', 'organisation'] as const).find((name) => words[name] === word);
    if (subject === undefined || slug === undefined) continue;
    const choice = { subject, slug, commune };
    found.set(choiceText(choice), choice);
  }
  return [...found.values()].slice(0, MOST_CHOICES);
}

export function isSame(one: Choice, other: Choice): boolean {
  return choiceText(one) === choiceText(other);
}
