import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { type EventBus, eventType } from '../events/events.ts';
import { newId } from '../ids.ts';
import { addressDigest, isMailbox, oneLine } from './address.ts';
import type { Carriers } from './carrier.ts';
import type { Letter, Sms } from './letter.ts';
import { letterHtml } from './letter-html.tsx';
import { letterText } from './letter-text.ts';
import { smsText } from './sms-text.ts';
import type { MailTables } from './table.ts';

/** A message was written, and can be handed over. */
export const messageWritten = eventType<{ messageId: string }>('kernel.messageWritten');

/** What leaves for a person’s mailbox or telephone. */
export interface Mail {
  /**
   * Writes a letter in the current unit of work: it leaves once that is committed, never if it is not, and never twice
   * under one key. Whether its address is dead, or a server is configured, shows when it is handed over, not here.
   *
   * @throws Error outside of a unit, or where the letter could not be a message: a second address, no web address, no way
   * to unsubscribe from what is no duty.
   */
  send(letter: Letter): Promise<void>;
  /** The same by telephone, for people without e-mail. @throws as `send` */
  sendSms(sms: Sms): Promise<void>;
  /** Those who take messages away, for the jobs that hand them over. */
  readonly carriers: Carriers;
}

export function openMail(
  { config, clock, database, events }: { config: Config; clock: Clock; database: Database; events: EventBus },
  carriers: Carriers,
): Mail {
  type Content = Pick<
    MailTables['kernel.message'],
    'key' | 'channel' | 'locale' | 'is_duty' | 'recipient' | 'sender_name' | 'reply_to' | 'subject' | 'body' | 'html' | 'unsubscribe_url'
  >;

  async function write(to: string, content: Content): Promise<void> {
    if (!database.inUnit()) throw new Error(`${content.key}: a message belongs to the unit of work that it tells of.`);
    const id = newId();
    const now = clock.now();
    const { numInsertedOrUpdatedRows } = await database
      .kysely<MailTables>()
      .insertInto('kernel.message')
      .values({
        ...content,
        id,
        state: 'waiting',
        recipient_digest: addressDigest(config.secret, to),
        created_at: now,
        waiting_since: now,
        settled_at: null,
        last_failure: null,
      })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows) await events.emit(messageWritten, { messageId: id });
  }

  return {
    carriers,
    async send(given) {
      const letter = checked(given);
      await write(letter.to, {
        key: letter.key,
        channel: 'mail',
        locale: letter.locale,
        is_duty: letter.isDuty,
        recipient: letter.to,
        sender_name: letter.territory.name,
        reply_to: letter.replyTo ?? null,
        subject: letter.subject,
        body: withoutControls(letterText(letter)),
        html: withoutControls(letterHtml(letter)),
        unsubscribe_url: letter.unsubscribeUrl ?? null,
      });
    },
    async sendSms({ key, to, locale, text, url }) {
      if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new Error(`${key}: not an international telephone number.`);
      await write(to, {
        key,
        channel: 'sms',
        locale,
        is_duty: true,
        recipient: to,
        sender_name: null,
        reply_to: null,
        subject: null,
        body: smsText(text, url),
        html: null,
        unsubscribe_url: null,
      });
    },
  };
}

/** Line feeds apart: PostgreSQL takes no NUL, and mail programs do as they like with the others. */
function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '');
}

/** The letter with one line where a header takes one. Its mistakes are ours: forms have checked what people type. */
function checked(letter: Letter): Letter {
  const { key, action, territory } = letter;
  for (const address of [letter.to, letter.replyTo])
    if (address !== undefined && !isMailbox(address)) throw new Error(`${key}: not one e-mail address.`);
  for (const url of [action?.url, territory.origin, letter.unsubscribeUrl, ...(letter.facts ?? []).map((fact) => fact.url)])
    if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) throw new Error(`${key}: not a web address.`);
  if (!letter.isDuty && letter.unsubscribeUrl === undefined) throw new Error(`${key}: what is no duty can be unsubscribed from.`);
  return {
    ...letter,
    subject: oneLine(letter.subject),
    territory: { ...territory, name: oneLine(territory.name) },
    ...(action && { action: { ...action, url: new URL(action.url).href } }),
    ...(letter.unsubscribeUrl !== undefined && { unsubscribeUrl: new URL(letter.unsubscribeUrl).href }),
  };
}
