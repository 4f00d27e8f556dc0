import { type ThemeCode, themeCodes } from './themes.ts';
import { topicThemes } from './vocabularies/data-inclusion.ts';

/** The residents' themes that topics of data·inclusion belong to, in the residents' order of need. */
export function themesOfTopics(topics: readonly string[]): ThemeCode[] {
  const found = new Set(topics.flatMap((topic) => topicThemes.get(topic) ?? topicThemes.get(topic.split('--', 1)[0] ?? '') ?? []));
  return themeCodes.filter((code) => found.has(code));
}
