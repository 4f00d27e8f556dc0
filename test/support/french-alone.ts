/**
 * Institutions, laws, numbers and money of France: a portal of Switzerland says none of them. Town halls are called so in Geneva,
 * and the other administrations of communes are named beside them.
 */
const FRENCH_ALONE =
  /(?<![\p{L}\d])(?:mairies?(?!, administration communale)|SIRET|SIREN|RNA|INSEE|France|CNIL|RGPD|GDPR|RGAA|CCAS|CDDI|URSSAF|code postal(?! \(NPA\))|préfectures?|départements?|intercommunalités?|service civique|alternance|professionnalisation|activité économique|Défenseur des droits|quinze ans|15 ans|fifteen|euros?)(?![\p{L}\d])|€/giu;

/** What a page says, to the eye and to a screen reader; addresses are not read. */
function wordsOf(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*?\b(?:content|alt|aria-label|title)="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\bhttps?:\/\/\S+/g, ' ')
    .replace(/\s+/g, ' ');
}

/** The words of a page that are France's alone, each among its neighbours. */
export function frenchAlone(html: string): string[] {
  const words = wordsOf(html);
  return [...words.matchAll(FRENCH_ALONE)].map(({ index }) => words.slice(Math.max(0, index - 40), index + 40));
}
