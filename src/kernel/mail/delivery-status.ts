import { foldAddress } from './address.ts';

/** A recipient whom a message did not reach (RFC 3464, 2.3). */
export interface FailedRecipient {
  /** As it was written to and as it was known in the end, folded: they differ where mail is passed on. */
  addresses: string[];
  /** Permanent: `5.1.1`. */
  status: string;
  /** What the server that refused it said; empty where it is not told. */
  words: string;
}

/** A report that a message could not be delivered, for good. */
export interface DeliveryReport {
  /** `Original-Envelope-Id`, where the servers on the way pass it on. */
  envelopeId: string | null;
  failed: FailedRecipient[];
}

/** Reads a `message/delivery-status` part. Delays, successes and failures that may pass are left out. */
export function readDeliveryStatus(text: string): DeliveryReport {
  const [message, ...recipients] = text
    .replace(/\r\n?/g, '\n')
    .split(/\n(?:[ \t]*\n)+/)
    .map(fieldsOf);
  return {
    envelopeId: message?.get('original-envelope-id') ?? null,
    failed: recipients.flatMap((fields) => {
      const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0];
      if (fields.get('action')?.toLowerCase() !== 'failed' || status === undefined) return [];
      const diagnostic = fields.get('diagnostic-code')?.replace(/^[\w-]+\s*;\s*/, '') ?? '';
      return [
        {
          addresses: ['original-recipient', 'final-recipient'].flatMap((name) => addressesIn(fields.get(name))),
          // Where the status says nothing, the words of the server that refused it may say more.
          status: (status === '5.0.0' && /\b5\.\d{1,3}\.\d{1,3}\b/.exec(diagnostic)?.[0]) || status,
          words: diagnostic,
        },
      ];
    }),
  };
}

/** Of one block, by lower-case name; a line that begins with a space goes on with the one before. */
function fieldsOf(block: string): Map<string, string> {
  return new Map(
    block
      .trim()
      .replace(/\n[ \t]+/g, ' ')
      .split('\n')
      .flatMap((line) => {
        const [, name = '', value = ''] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
        return name ? [[name.toLowerCase(), value.trim()] as const] : [];
      }),
  );
}

/** `rfc822; personne@exemple.fr`; some servers leave « + » as `+2B`, as it came to them (RFC 3461, 4). */
function addressesIn(field: string | undefined): string[] {
  const address = field?.replace(/^[^;]*;/, '').replace(/[<>]/g, '');
  if (address === undefined) return [];
  const decoded = address.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return [...new Set([address, decoded].map(foldAddress))];
}
