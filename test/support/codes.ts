import { createHmac } from 'node:crypto';
import { PASSWORD, type Somebody } from './people.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As an application makes it of its key in base32 (RFC 6238), so many periods of thirty seconds from now. */
export function codeOf(key: string, later = 0): string {
  const bits = [...key.replace(/\s/g, '')].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac('sha1', secret).update(moment).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** Has somebody's account ask for codes, by its own pages. @returns the key of their application, and backup codes. */
export async function protect(person: Somebody): Promise<{ key: string; backup: string[] }> {
  await person.post('/mon-compte/securite/codes', { password: PASSWORD });
  const page = (await person.get('/mon-compte/securite/codes/verifier')).body;
  const key = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '');
  const done = await person.post('/mon-compte/securite/codes/verifier', { code: codeOf(key, -1) });
  if (key.length < 32 || done.status !== 200) throw new Error(`The account asks for no codes: ${done.status}.`);
  return { key, backup: [...done.body.matchAll(/<code>([\w-]+)<\/code>/g)].map(([, code]) => code ?? '') };
}
