import { sql } from 'kysely';
import parsePhone from 'libphonenumber-js/max';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { isId, newId } from '../../../kernel/ids.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import { deadAddressReason } from '../../../kernel/mail/dead-address.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { notePresence } from '../commands/presence.ts';
import { lettersTerritory, linkIn } from '../letters.ts';
import { writePersonNotice } from '../persons/notices/commands.ts';
import { reachOf } from '../persons/notices/queries.ts';
import { noticeWay } from '../persons/rules.ts';
import { accountsById } from '../queries/accounts.ts';
import type { DB } from '../tables.generated.ts';
import { DIGEST, type Reader, unsubscribePath } from './address.ts';
import { choiceOf, phoneOf } from './queries.ts';
import { letterOf, type NoticeChoice } from './rules.ts';
import type { Telling, TellingOutcome } from './telling.ts';

/** The portal that tells: of a visit, or of a territory and where it answers. */
type Portal = Pick<Visit, 'territory' | 'origin'>;

/**
 * Tells somebody something, once, in the current unit of work: an account by a notice, and by a letter and an SMS as it
 * chose; a person without an account by a letter or an SMS if that is what they prefer, else by their team, who finds it in their
 * record; a mailbox by a letter unless it unsubscribed from this kind; a mobile telephone by an SMS.
 */
export function tell(kernel: Kernel, portal: Portal, telling: Telling): Promise<TellingOutcome> {
  const { to } = telling;
  return kernel.database.unit(async () => {
    if ('accountId' in to) return tellAccount(kernel, portal, telling, to.accountId);
    if ('personId' in to) return tellPerson(kernel, portal, telling, to.personId);
    if ('email' in to) return tellMailbox(kernel, portal, telling, to);
    return (await sendSms(kernel, portal, telling, to.phone, to.locale)) ? 'told' : 'nobody';
  });
}

async function tellAccount(kernel: Kernel, portal: Portal, telling: Telling, accountId: string): Promise<TellingOutcome> {
  const account = (await accountsById(kernel, [accountId])).get(accountId);
  if (!account) return 'nobody';
  const { territory } = portal;
  const { kind, key, words, path, letter } = telling;
  // As the reader: whoever tells them reads and writes nothing else of theirs.
  return kernel.database.unit(
    async () => {
      const reader: Reader = `account:${accountId}`;
      const choice = await choiceOf(kernel, territory.id, reader);
      const by = letter ? letterOf(kind, choice) : 'none';
      const db = kernel.database.kysely<DB>();
      await notePresence(kernel, accountId, territory.id);
      const written = await db
        .insertInto('people.notice')
        .values({
          territory_id: territory.id,
          id: newId(),
          account_id: accountId,
          kind: kind.name,
          key,
          words: words.key,
          word_values: JSON.stringify(words.values ?? {}),
          path,
          at: kernel.clock.now(),
          letter_key: by === 'own' ? key : null,
          is_for_digest: by === 'digest',
        })
        .onConflict((conflict) => conflict.columns(['territory_id', 'account_id', 'key']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!written) return 'already';
      if (by === 'own') await sendLetter(kernel, portal, telling, account, reader);
      if (choice.withSms.includes(kind.name)) {
        const phone = await phoneOf(kernel, territory.id, accountId);
        if (phone !== null) await sendSms(kernel, portal, { ...telling, key: `${key}:sms` }, phone, account.locale);
      }
      return 'told';
    },
    { territory: territory.id, account: accountId },
  );
}

async function tellPerson(kernel: Kernel, portal: Portal, telling: Telling, personId: string): Promise<TellingOutcome> {
  const { territory } = portal;
  return kernel.database.unit(
    async () => {
      const reach = await reachOf(kernel, territory.id, personId);
      if (reach === null) return 'nobody';
      if ('accountId' in reach) return tellAccount(kernel, portal, telling, reach.accountId);
      const { locale, name } = reach;
      const email = reach.email !== null && (await isAlive(kernel, reach.email)) ? reach.email : null;
      // Without a provider, an SMS would wait for ever.
      const mobile = reach.phone !== null && kernel.config.smsUrl !== null ? mobileNumber(reach.phone) : null;
      const way = noticeWay(reach.channel, { email, mobile });
      const { key, words, kind } = telling;
      if (!(await writePersonNotice(kernel, territory.id, reach, { kind: kind.name, key, words, way }))) return 'already';
      if (way === 'email' && email !== null) return tellMailbox(kernel, portal, telling, { email, name, locale });
      if (way === 'text' && mobile !== null) await sendSms(kernel, portal, telling, mobile, locale);
      return 'told';
    },
    { keeper: territory.id },
  );
}

async function isAlive(kernel: Kernel, email: string): Promise<boolean> {
  return (await deadAddressReason(kernel, addressDigest(kernel.config.secret, email))) === null;
}

async function tellMailbox(
  kernel: Kernel,
  portal: Portal,
  telling: Telling,
  to: { email: string; name: string | null; locale: Locale },
): Promise<TellingOutcome> {
  const readerBy = (secret: string): Reader => `address:${addressDigest(secret, to.email)}`;
  // What they chose before the secret became another one holds as well.
  for (const secret of kernel.config.secrets)
    if (letterOf(telling.kind, await choiceOf(kernel, portal.territory.id, readerBy(secret))) === 'none') return 'refused';
  await sendLetter(kernel, portal, telling, to, readerBy(kernel.config.secret));
  return 'told';
}

async function sendLetter(
  kernel: Kernel,
  portal: Portal,
  { kind, key, words, messages, letter }: Telling,
  to: { email: string; name: string | null; locale: Locale },
  reader: Reader,
): Promise<void> {
  const { name, locale } = to;
  const href = linkIn(portal, locale);
  await kernel.mail.send({
    paragraphs: [],
    ...letter?.({ name, locale, href }),
    key,
    to: to.email,
    locale,
    territory: lettersTerritory(portal),
    subject: translator(messages, locale)(words.key, words.values),
    isDuty: kind.isDuty,
    ...(!kind.isDuty && {
      unsubscribeUrl: href(unsubscribePath(kernel.config.secret, portal.territory.id, kind.name, reader)),
    }),
  });
}

/** False where the number is no mobile telephone's. */
async function sendSms(
  kernel: Kernel,
  portal: Portal,
  { key, words, messages, path }: Telling,
  phone: string,
  locale: Locale,
): Promise<boolean> {
  const to = mobileNumber(phone);
  if (to === null) return false;
  await kernel.mail.sendSms({
    key,
    to,
    locale,
    text: `${portal.territory.name} – ${translator(messages, locale)(words.key, words.values)}`,
    ...(path !== null && { url: linkIn(portal, locale)(path) }),
  });
  return true;
}

/** A number that takes SMS, in the international form; null where it is another one. */
export function mobileNumber(phone: string): string | null {
  const parsed = parsePhone(phone);
  return parsed && ['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(parsed.getType() ?? '') ? parsed.number : null;
}

/** Notes that notices were read: one, or all of an account here. @returns where the one leads. */
export async function readNotices(kernel: Kernel, territoryId: string, accountId: string, id?: string): Promise<string | null> {
  if (id !== undefined && !isId(id)) return null;
  const rows = await kernel.database
    .kysely<DB>()
    .updateTable('people.notice')
    .set({ read_at: sql`coalesce(read_at, ${kernel.clock.now()})` })
    .where('territory_id', '=', territoryId)
    .where('account_id', '=', accountId)
    .$if(id !== undefined, (query) => query.where('id', '=', id as string))
    .$if(id === undefined, (query) => query.where('read_at', 'is', null))
    .returning('path')
    .execute();
  return rows[0]?.path ?? null;
}

/** Keeps how somebody wants to be told, in the current unit of work. */
export async function chooseNotices(kernel: Kernel, territoryId: string, reader: Reader, choice: NoticeChoice): Promise<void> {
  const chosen = {
    rhythm: choice.rhythm,
    without_letter: [...choice.withoutLetter],
    with_sms: [...choice.withSms],
    changed_at: kernel.clock.now(),
  };
  await kernel.database.unit(async () => {
    const db = kernel.database.kysely<DB>();
    await db
      .insertInto('people.notice_choice')
      .values({ territory_id: territoryId, id: newId(), reader, ...chosen })
      .onConflict((conflict) => conflict.columns(['territory_id', 'reader']).doUpdateSet(chosen))
      .execute();
  });
}

/** Stops letters of a kind, or takes them up again; of the letter of the day, all of them but duties. One unit of work. */
export async function unsubscribe(
  kernel: Kernel,
  territoryId: string,
  { kind, reader }: { kind: string; reader: Reader },
  isWanted: boolean,
): Promise<void> {
  await kernel.database.unit(async () => {
    // One after another, also of who has chosen nothing yet: two kinds at once are both stopped.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${territoryId} ${reader}`}, 0))`.execute(kernel.database.kysely<DB>());
    const choice = await choiceOf(kernel, territoryId, reader);
    if (kind === DIGEST) return chooseNotices(kernel, territoryId, reader, { ...choice, rhythm: isWanted ? 'daily' : 'never' });
    const others = choice.withoutLetter.filter((one) => one !== kind);
    await chooseNotices(kernel, territoryId, reader, { ...choice, withoutLetter: isWanted ? others : [...others, kind] });
  });
}
