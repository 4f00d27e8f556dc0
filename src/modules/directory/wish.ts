import { fold } from './text.ts';

/** What a resident typed in the box, understood: « pharmacie ouverte près de la gare ». */
export interface Wish {
  q: string;
  /** They said « ouvert ». */
  openNow: boolean;
  /** What they said it should be near of; null: nothing. */
  near: string | null;
}

const NEAR =
  /(?:^|\s)(?:tout\s+)?(?:pr[eè]s|proche|[aà]\s+c[oô]t[eé]|autour|pas\s+(?:tr[eè]s\s+|trop\s+)?loin)\s+(?:de\s+(?:la\s+|l[’']\s?)?|du\s+|des\s+|d[’'])(\S.*)$/iu;
/** « proche gare », « vers la gare »: before what stands somewhere only, « proche aidant » and « vers l’emploi » being no places. */
const NEAR_LANDMARK =
  /(?:^|\s)(?:pr[eè]s|proche|vers)\s+(?:la\s+|le\s+|les\s+|l[’']\s?)?((?:gare|mairie|poste|[eé]glise|place|rue|avenue|boulevard|all[eé]e|quai|pont|lac|port|parc|stade|march[eé]|centre[\s-]ville|h[oô]pital|[eé]cole|coll[eè]ge|lyc[eé]e|cin[eé]ma|piscine|biblioth[eè]que|m[eé]diath[eè]que)(?:\s.*)?)$/iu;
const OPEN = /(?:^|\s)ouvert(?:e|s|es)?(?:\s+(?:maintenant|actuellement|en\s+ce\s+moment|aujourd[’']?hui))?(?=\s|$)/iu;

/** « près de chez moi »: only the person knows where that is. */
const AT_HOME = /^(?:chez moi|moi|ici|mon domicile)$/;

/** Takes the place out of a search in plain French (« jardinage près de la gare »); what is left is what is looked for. */
export function readPlace(typed: string): Omit<Wish, 'openNow'> {
  const match = NEAR.exec(typed) ?? NEAR_LANDMARK.exec(typed);
  const q = (match ? typed.slice(0, match.index) : typed).replace(/\s+/g, ' ').trim();
  // A name may hold these words: where nothing else is left, it was one.
  if (q === '') return { q: typed.trim(), near: null };
  const near = match?.[1]?.trim() ?? null;
  return { q, near: near !== null && AT_HOME.test(fold(near)) ? null : near };
}

/** Takes the place and the hour out of a search; what is left is what is looked for. */
export function readWish(typed: string): Wish {
  const { q: withoutNear, near } = readPlace(typed);
  const openMatch = OPEN.exec(withoutNear);
  if (!openMatch) return { q: withoutNear, openNow: false, near };
  const q = `${withoutNear.slice(0, openMatch.index)} ${withoutNear.slice(openMatch.index + openMatch[0].length)}`
    .replace(/\s+/g, ' ')
    .trim();
  return q === '' ? { q: typed.trim(), openNow: false, near: null } : { q, openNow: true, near };
}

/** Words that say that one is looking, not for what. */
const fillers = new Set(
  (
    'je j tu on nous vous il elle cherche chercher recherche rechercher cherchons trouver trouve trouvez veux voudrais voudrait aimerais souhaite souhaiterais ' +
    'besoin bonjour svp merci comment ou est ce que quoi qui peut peux pouvez faut avoir aller faire quel quelle un une des le la les de du d l a au aux en et ' +
    'pour mon ma mes son sa ses mon notre votre quelqu pas loin coin ville ici c cest me fais soir maintenant'
  ).split(' '),
);

export function isFiller(word: string): boolean {
  return fillers.has(word);
}

/** The words of a search, folded; at most twelve, so that a pasted paragraph costs no more than a question. */
export function wishWords(q: string): string[] {
  return fold(q).split(' ').filter(Boolean).slice(0, 12);
}

/** Of these, those that say what is looked for; all of them where none would be left. */
export function tellingWords(words: readonly string[]): string[] {
  const telling = [...new Set(words)].filter((word) => !isFiller(word));
  return telling.length > 0 ? telling : [...words];
}
