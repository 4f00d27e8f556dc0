import VCard from 'vcard-creator';

/** What a telephone keeps of a place or structure. */
export interface VCardFacts {
  name: string;
  /** Of whoever runs it, where that is another name. */
  organisation: string | null;
  phone: string | null;
  email: string | null;
  website: string | null;
  street: string | null;
  postcode: string | null;
  locality: string | null;
  country: 'FR' | 'CH';
  position: { latitude: number; longitude: number } | null;
  /** In words, e.g. the opening hours. */
  note: string | null;
  /** Whole address of its page: also what tells a newer card of the same place from another place. */
  page: string;
  /** ISO time of the last change. */
  updated: string;
}

export const vcardType = 'text/vcard; charset=utf-8';

/**
 * A vCard 3.0 (RFC 2426): the version that iOS, Android and the address books of mail programs all read. Lines end in CRLF
 * and are folded at 75 bytes.
 */
export function vcard(facts: VCardFacts): string {
  const name = line(facts.name);
  const card = new VCard()
    .addFullName(name)
    // No person has this name: the parts stay empty, as the standard asks, and iOS files it among companies.
    .addName({})
    .addCompany({ name: line(facts.organisation ?? facts.name) })
    .addCustomProperty({ name: 'X-ABShowAs', value: 'COMPANY' })
    .addUid(word(facts.page))
    .addRevision(new Date(facts.updated));
  if (facts.phone) card.addPhoneNumber({ number: line(facts.phone), type: ['work', 'voice'] });
  if (facts.email) card.addEmail({ address: word(facts.email), type: ['internet'] });
  if (facts.website) card.addUrl({ url: word(facts.website) });
  card.addUrl({ url: word(facts.page) });
  if (facts.street || facts.postcode || facts.locality) {
    card.addAddress({
      street: line(facts.street ?? ''),
      postalCode: line(facts.postcode ?? ''),
      locality: line(facts.locality ?? ''),
      country: facts.country === 'CH' ? 'Suisse' : 'France',
      type: ['work'],
    });
  }
  if (facts.position) card.addGeo(facts.position);
  if (facts.note)
    card.addNote(
      facts.note
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n]/gu, ' ')
        .trim(),
    );
  return card.toString();
}

/** On one line: the library escapes signs and line feeds, but lets other control characters through. */
function line(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

/** For what the library does not escape: a line feed in an address would begin a property of its own. */
function word(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, '');
}
