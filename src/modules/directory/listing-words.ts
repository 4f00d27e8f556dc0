import { createHash } from 'node:crypto';
import { kindByCode } from './kinds.ts';
import { directoryMessages } from './messages.ts';
import { themes } from './themes.ts';
import { topics } from './vocabularies/data-inclusion.ts';

/** What people may type for things of these kinds. */
export function kindWords(kinds: readonly string[]): string {
  return kinds
    .map((code) => {
      const kind = kindByCode.get(code);
      return kind ? `${kind.label.fr} ${kind.label.en} ${kind.words}` : '';
    })
    .join(' ');
}

export function themeWords(codes: readonly string[]): string {
  return themes
    .filter((theme) => codes.includes(theme.code))
    .map((theme) => `${directoryMessages.fr[`theme.${theme.code}`]} ${directoryMessages.fr[`theme.${theme.code}.description`]}`)
    .join(' ');
}

/** Identifies the wording of kinds and themes that listings are written with. */
export function vocabularyDigest(): string {
  const words = [...kindByCode.keys()].map((code) => `${code} ${kindWords([code])}`).join('\n');
  return createHash('sha256')
    .update(words)
    .update(themeWords(themes.map((theme) => theme.code)))
    .digest('base64url');
}

/** Words of what a service is about. */
export function topicWords(codes: readonly string[]): string {
  return topics
    .filter((topic) => (codes as readonly string[]).includes(topic.code))
    .map((topic) => topic.fr)
    .join(' ');
}
