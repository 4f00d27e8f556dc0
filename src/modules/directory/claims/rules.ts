/** How somebody shows that a structure is theirs. */
export const claimWays = ['domain', 'letter', 'word'] as const;
export type ClaimWay = (typeof claimWays)[number];

/** What the queue of moderation calls a claim that waits for somebody's word. */
export const CLAIM_ITEM = 'claim';

/** Signs of a code: fifty bits, which five attempts do not find. */
export const CODE_LENGTH = 10;
export const CODE_ATTEMPTS = 5;
/** Days for which a code works: a letter has to be printed, carried and opened first. */
export const CODE_DAYS = { domain: 7, letter: 60 } as const;
/** Days after which a claim that nobody answered is over. */
export const CLAIM_DAYS = 60;

// Crockford's: no letter that is read as a figure, nor a U.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code from random bytes, of which each gives one sign. */
export function codeFrom(bytes: Uint8Array): string {
  return [...bytes.subarray(0, CODE_LENGTH)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
}

/** As it is printed: « 7KQ2M-X4TBD ». */
export function spellCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** What somebody copied, as it was: in any case, with any signs between, O read as 0 and I or L as 1. */
export function readCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** Domains at which anybody has a mailbox or a page: having one there shows nothing of a structure. */
const sharedDomains = new Set(
  (
    'gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr ymail.com aol.com ' +
    'icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me gmx.fr gmx.com gmx.ch gmx.net mail.com zoho.com tutanota.com tuta.com ' +
    'mailo.com mailo.fr netcourrier.com orange.fr wanadoo.fr free.fr aliceadsl.fr sfr.fr neuf.fr cegetel.net club-internet.fr numericable.fr ' +
    'bbox.fr laposte.net voila.fr noos.fr bluewin.ch hispeed.ch sunrise.ch swissonline.ch vtxnet.ch posteo.net riseup.net disroot.org ' +
    'facebook.com instagram.com linkedin.com twitter.com x.com youtube.com tiktok.com linktr.ee helloasso.com sites.google.com google.com ' +
    'wordpress.com blogspot.com wixsite.com jimdofree.com jimdosite.com e-monsite.com over-blog.com canalblog.com skyrock.com free-h.org ' +
    'hotmail.ch hotmail.be hotmail.it outlook.be outlook.de yahoo.be yahoo.de yahoo.co.uk yahoo.it gmx.de web.de t-online.de libero.it rocketmail.com ' +
    'caramail.com caramail.fr ik.me etik.com lilo.org mailoo.org zaclys.net zaclys.com fastmail.com fastmail.fm mailbox.org hushmail.com duck.com hey.com ' +
    'yandex.com yandex.ru mail.ru yopmail.com passmail.net skynet.be telenet.be romandie.com netplus.ch infomaniak.ch 9online.fr tele2.fr ' +
    'libertysurf.fr infonie.fr worldonline.fr nordnet.fr dbmail.com akeonet.com mailfence.com simplelogin.com ntymail.com ouvaton.org lautre.net ' +
    'assoconnect.com net1901.org github.io framasite.org webador.fr weebly.com squarespace.com business.site'
  ).split(' '),
);

function isShared(domain: string): boolean {
  return [...sharedDomains].some((shared) => domain === shared || domain.endsWith(`.${shared}`));
}

function hostOf(website: string): string | null {
  try {
    return new URL(/^https?:\/\//i.test(website) ? website : `https://${website}`).hostname.replace(/^www\./, '');
  } catch {
    return null;
  }
}

/** The domains that are a structure's own, as its websites and public addresses tell them. */
export function ownDomains(published: { websites: readonly string[]; emails: readonly string[] }): string[] {
  const told = [
    ...published.websites.flatMap((website) => hostOf(website) ?? []),
    ...published.emails.flatMap((email) => email.split('@')[1]?.toLowerCase() ?? []),
  ];
  return [...new Set(told)].filter((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) && !/^[\d.]+$/.test(domain) && !isShared(domain));
}

/** Whether a mailbox is at one of these domains. */
export function isAtDomain(email: string, domains: readonly string[]): boolean {
  return domains.includes(email.split('@')[1]?.toLowerCase() ?? '');
}
