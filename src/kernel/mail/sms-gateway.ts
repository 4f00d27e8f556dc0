import { outgoingPost } from '../http/outgoing.ts';
import { OutgoingError } from '../http/outgoing-error.ts';
import { type Carried, type Carrier, wordsWithout } from './carrier.ts';

const TIMEOUT = 20_000;
/** Of the answer, of which only the status counts. */
const MOST_BYTES = 100_000;

/** Refusals that are about the message: the others are about the account (401, 402, 403), the pace (429) or the gateway. */
const ABOUT_THE_MESSAGE: ReadonlySet<number> = new Set([400, 404, 413, 422]);

/**
 * A provider, or a gateway of one’s own with a telephone card: each message is one POST of `{ to, text, from }` in JSON.
 * Of `https://SENDER:TOKEN@host/path`, the token is sent as a bearer, the sender as `from`.
 */
export function openSmsGateway(smsUrl: string): Carrier {
  const url = new URL(smsUrl);
  const [from, token] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  url.username = '';
  url.password = '';
  return {
    async carry({ id, recipient, body }): Promise<Carried> {
      try {
        await outgoingPost(
          url.href,
          { to: recipient, text: body, ...(from !== '' && { from }) },
          {
            accept: 'application/json',
            timeoutMs: TIMEOUT,
            maxBytes: MOST_BYTES,
            // Chosen by the operator: it may be in their own network.
            allowPrivate: true,
            headers: {
              ...(token !== '' && { authorization: `Bearer ${token}` }),
              // So that a gateway can tell a message that is sent again.
              'idempotency-key': id,
            },
          },
        );
        return { outcome: 'accepted' };
      } catch (error) {
        if (!(error instanceof OutgoingError)) throw error;
        const words = wordsWithout(recipient, error.message);
        return error.status !== null && ABOUT_THE_MESSAGE.has(error.status)
          ? { outcome: 'refused', words, deadAddress: null }
          : { outcome: 'later', words };
      }
    },
    close() {},
  };
}
