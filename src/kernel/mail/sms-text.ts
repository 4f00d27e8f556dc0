/** GSM 03.38: one septet each. Telephones fall back to two bytes a letter where a message holds anything else. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Two septets each. */
const EXTENDED = new Set('^{}\\[~]|€');

const MOST_SEGMENTS = 3;

/**
 * What a telephone is sent: typographic signs in their plain form, and letters that the telephone alphabet lacks without
 * their accent (« ê », « ç »), so that French texts keep 153 letters a segment instead of 67; cut to three segments, the
 * web address at the end kept whole.
 *
 * @throws Error where the address alone is too long
 */
export function smsText(text: string, url?: string): string {
  const tail = url === undefined ? '' : ` ${url}`;
  const words = plain(text);
  if (segmentsOf(words + tail) <= MOST_SEGMENTS) return words + tail;
  const letters = [...words];
  // Bisection: each letter more makes the message longer or as long.
  let [least, most] = [0, letters.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (segmentsOf(`${letters.slice(0, middle).join('')}...${tail}`) <= MOST_SEGMENTS) least = middle;
    else most = middle - 1;
  }
  if (least === 0) throw new Error('The address at the end of an SMS leaves no room for its text.');
  const kept = letters.slice(0, least).join('');
  // Between two words, where one is near.
  return `${kept.replace(/(?<=\S.{40,})\s+\S{0,20}$/s, '').trimEnd()}...${tail}`;
}

/** How many messages a telephone network makes of a text: letters of two septets or two units are not parted. */
export function segmentsOf(text: string): number {
  const letters = [...text];
  const isBasic = letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter));
  const sizes = letters.map((letter) => (isBasic ? (EXTENDED.has(letter) ? 2 : 1) : letter.length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= (isBasic ? 160 : 70)) return 1;
  const room = isBasic ? 153 : 67;
  let [segments, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > room) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}

const SIGNS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '…': '...',
  '–': '-',
  '—': '-',
  œ: 'oe',
  Œ: 'OE',
};

function plain(text: string): string {
  return [
    ...text
      .normalize('NFC')
      .replace(/«[\s\u00a0\u202f]*/g, '«')
      .replace(/[\s\u00a0\u202f]*»/g, '»')
      .replace(/[\u00a0\u202f\u2009\t]/g, ' ')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n]/gu, ''),
  ]
    .map((letter) => SIGNS[letter] ?? (BASIC.has(letter) || EXTENDED.has(letter) ? letter : withoutAccent(letter)))
    .join('')
    .trim();
}

/** « ê » is « e »; what is no accented Latin letter stays. */
function withoutAccent(letter: string): string {
  const base = letter.normalize('NFD').replace(/\p{M}/gu, '');
  return /^[a-z]$/i.test(base) ? base : letter;
}
