import { simpleParser } from 'mailparser';
import { isId } from '../ids.ts';
import type { Kernel } from '../kernel.ts';
import { addressDigest } from './address.ts';
import { wordsWithout } from './carrier.ts';
import { markDeadAddress } from './dead-address.ts';
import { type DeliveryReport, type FailedRecipient, readDeliveryStatus } from './delivery-status.ts';
import { isAboutAddress } from './smtp-reply.ts';
import type { MailTables } from './table.ts';

/**
 * `stopped`: an address is dead, nothing is sent there any more. `noted`: a message came back, for a reason that is not its
 * address. `unrelated`: anything else, which changes nothing.
 */
export type BounceOutcome = 'stopped' | 'noted' | 'unrelated';

/**
 * Reads one message that came to the portal’s own address. It counts where it is a delivery status (RFC 3464) that tells of a
 * permanent failure, names a message of ours by its id, and that message went to the recipient it names. The id is in
 * `Original-Envelope-Id`, or in the Message-ID of the head that is returned: half random, it is known to its recipient alone,
 * so that nobody can stop somebody else’s mail. A signed return path would prove the same, but needs a mail server that
 * takes any address beginning with ours.
 */
export async function noteBounce(kernel: Kernel, source: Buffer): Promise<BounceOutcome> {
  const report = await reportIn(source);
  if (!report) return 'unrelated';
  const { ids, failed } = report;
  const outcomes: BounceOutcome[] = [];
  for (const id of ids) for (const recipient of failed) outcomes.push(await note(kernel, id, recipient));
  return outcomes.find((one) => one === 'stopped') ?? outcomes.find((one) => one === 'noted') ?? 'unrelated';
}

async function note(kernel: Kernel, id: string, { addresses, status, words }: FailedRecipient): Promise<BounceOutcome> {
  const { database, clock, config } = kernel;
  return database.unit(async () => {
    const returned = await database
      .kysely<MailTables>()
      .updateTable('kernel.message')
      // One that still waits was taken, and the process stopped before noting it.
      .set({ state: 'bounced', settled_at: clock.now(), last_failure: saidOf(addresses, status, words) })
      .where('id', '=', id)
      .where('channel', '=', 'mail')
      .where('state', 'in', ['sent', 'waiting'])
      .where(
        'recipient_digest',
        'in',
        addresses.map((address) => addressDigest(config.secret, address)),
      )
      .returning('recipient_digest')
      .executeTakeFirst();
    if (!returned) return 'unrelated';
    if (!isAboutAddress(status)) return 'noted';
    await markDeadAddress(kernel, returned.recipient_digest, status);
    return 'stopped';
  });
}

function saidOf(addresses: readonly string[], status: string, words: string): string {
  return addresses.reduce((text, address) => wordsWithout(address, text), `${status} ${words}`);
}

/** What a message reports, with the ids of ours that it names; null where it reports nothing of the kind. */
async function reportIn(source: Buffer): Promise<(Pick<DeliveryReport, 'failed'> & { ids: string[] }) | null> {
  const { attachments } = await simpleParser(source, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  // Those of addresses beyond ASCII are « global » (RFC 6533).
  const part = (type: RegExp) => attachments.find(({ contentType }) => type.test(contentType))?.content.toString('utf8');
  const status = part(/^message\/(global-)?delivery-status$/);
  if (status === undefined) return null;
  const { envelopeId, failed } = readDeliveryStatus(status);
  const [head = ''] = (part(/^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/) ?? '').split(/\r?\n\r?\n/);
  const messageId = /^message-id:\s*<([0-9a-f-]{36})@/im.exec(head)?.[1];
  const ids = [...new Set([envelopeId?.toLowerCase(), messageId?.toLowerCase()].filter((id) => id !== undefined && isId(id)))];
  const reached = failed.filter(({ addresses }) => addresses.length > 0);
  return ids.length > 0 && reached.length > 0 ? { ids: ids as string[], failed: reached } : null;
}
