import type { Address } from '../facts.ts';

/** A centimetre: beyond, digits are the dust of computing, and spreadsheets keep fifteen of them at most. */
const DECIMALS = 7;

/** An address of the web as the standards have it (RFC 3986); null where it is none, or longer than they allow. */
function uri(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) && href.length <= 2_083 ? href : null;
}

const links = ['website', 'sourceUrl', 'referralUrl', 'accessibilityUrl'] as const;

/** Narrow and no-break spaces are for the screen: a name is compared and looked for with plain ones. */
const lines = ['name', 'street', 'addressComplement', 'locality', 'openingHours'] as const;

function plain<Text>(text: Text): Text {
  return (typeof text === 'string' ? text.replace(/\s+/gu, ' ').trim() : text) as Text;
}

/** Facts as every format gives them: positions to a centimetre, addresses of the web in their one form, plain spaces. */
export function shown<Facts extends object>(facts: Facts): Facts {
  const { position } = facts as Partial<Address>;
  const given = facts as Readonly<Record<string, unknown>>;
  const rounded = (degrees: number) => Number(degrees.toFixed(DECIMALS));
  return {
    ...facts,
    ...Object.fromEntries(lines.flatMap((field) => (field in facts ? [[field, plain(given[field])]] : []))),
    ...('alternateNames' in given && { alternateNames: (given['alternateNames'] as readonly string[]).map(plain) }),
    ...(position && { position: { latitude: rounded(position.latitude), longitude: rounded(position.longitude) } }),
    ...Object.fromEntries(links.flatMap((field) => (field in facts ? [[field, uri(given[field] as string | null)]] : []))),
  };
}
