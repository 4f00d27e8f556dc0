import { createTransport } from 'nodemailer';
import { domainOf } from './address.ts';
import { type Carried, type Carrier, type OutgoingMessage, wordsWithout } from './carrier.ts';
import { deadAddressStatus, isRefusal, type SmtpFailure } from './smtp-reply.ts';

/** Milliseconds; a message that took longer is tried again. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000, dnsTimeout: 10_000 };

/** The identity of a message, the same each time it is sent: who receives it twice can tell (RFC 5322, 3.6.4). */
function messageIdOf(id: string, mailFrom: string): string {
  return `${id}@${domainOf(mailFrom)}`;
}

/** How SMTP servers are spoken to. A password goes through TLS alone, unless the address says `?requireTLS=false`. */
export function smtpOptions(smtpUrl: string): { url: string; requireTLS: boolean } & typeof TIMEOUTS {
  const { password, hostname, protocol } = new URL(smtpUrl);
  const isHere = /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
  return { ...TIMEOUTS, url: smtpUrl, requireTLS: protocol === 'smtp:' && password !== '' && !isHere };
}

/** Connections that are kept open for a while, five at most, opened when a message has to leave. */
export function openSmtp(smtpUrl: string, mailFrom: string): Carrier {
  const transport = createTransport({
    ...smtpOptions(smtpUrl),
    pool: true,
    maxConnections: 5,
    // Nothing of a message is read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async carry(message): Promise<Carried> {
      try {
        await transport.sendMail(envelopeOf(message, mailFrom));
        return { outcome: 'accepted' };
      } catch (error) {
        const failure = error as SmtpFailure & Error;
        const words = wordsWithout(message.recipient, failure.response ?? failure.message);
        return isRefusal(failure) ? { outcome: 'refused', words, deadAddress: deadAddressStatus(failure) } : { outcome: 'later', words };
      }
    },
    close: () => transport.close(),
  };
}

function envelopeOf(message: OutgoingMessage, mailFrom: string): Parameters<ReturnType<typeof createTransport>['sendMail']>[0] {
  // Names and addresses apart: a text would be read as a list of addresses.
  return {
    from: { name: message.senderName ?? '', address: mailFrom },
    to: { name: '', address: message.recipient },
    ...(message.replyTo !== null && { replyTo: { name: '', address: message.replyTo } }),
    subject: message.subject ?? '',
    text: message.body,
    ...(message.html !== null && { html: message.html }),
    messageId: `<${messageIdOf(message.id, mailFrom)}>`,
    date: new Date(message.createdAt.epochMilliseconds),
    // Where the server can: a notice names this message, brings its head only, and tells of failures only (RFC 3461).
    dsn: { id: message.id, return: 'headers', notify: 'failure', recipient: message.recipient },
    headers: {
      'Content-Language': message.locale,
      // No « out of office » in answer (RFC 3834), and the same for Exchange.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...(message.unsubscribeUrl !== null && {
        'List-Unsubscribe': `<${message.unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}
