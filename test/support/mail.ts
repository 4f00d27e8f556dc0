import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Kernel } from '../../src/kernel/kernel.ts';
import { deliverMessage } from '../../src/kernel/mail/delivery.ts';
import type { Letter } from '../../src/kernel/mail/letter.ts';
import { outboxPage } from '../../src/kernel/mail/outbox.ts';

/** Mail as it arrived at a server. */
export interface ReceivedMail extends ParsedMail {
  /** As it came over the wire. */
  source: string;
  envelope: { from: string; to: string[] };
}

export interface TestSmtp {
  url: string;
  received: ReceivedMail[];
  /** Replies to `RCPT TO`, by address: « 451 4.7.1 Greylisted ». Others are accepted. */
  refusals: Map<string, string>;
  /** The reply to a whole message; null: it is taken. */
  dataReply: string | null;
  /** Breaks off all connections, as a server that restarts. */
  drop(): void;
  close(): Promise<void>;
}

function failure(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

/** A real SMTP server on the loopback, which keeps what it is sent. */
export async function startSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const received: ReceivedMail[] = [];
  const refusals = new Map<string, string>();
  const sockets = new Set<import('node:net').Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, done) {
      const reply = refusals.get(address);
      done(reply === undefined ? null : failure(reply));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (smtp.dataReply !== null) return done(failure(smtp.dataReply));
        const source = Buffer.concat(parts);
        const { mailFrom, rcptTo } = session.envelope;
        void simpleParser(source).then((mail) => {
          const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
          received.push({ ...mail, source: source.toString('utf8'), envelope });
          done(null);
        }, done);
      });
    },
    ...options,
  });
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // What breaks off is the test's own doing.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const smtp: TestSmtp = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    refusals,
    dataReply: null,
    drop() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      smtp.drop();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
  return smtp;
}

/** Hands over what waits, as the queue would; gives the words of those to be tried again. */
export async function deliverWaiting(kernel: Kernel): Promise<string[]> {
  const { items } = await outboxPage(kernel, null, ['waiting']);
  const attempts = await Promise.allSettled(items.map(({ id }) => deliverMessage(kernel, id)));
  return attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [(attempt.reason as Error).message] : []));
}

let number = 0;

/** A letter, in all its parts; each under a key of its own. */
export function sampleLetter(changes: Partial<Letter> = {}): Letter {
  number += 1;
  return {
    key: `shop.order:${number}`,
    to: `personne-${number}@exemple.fr`,
    locale: 'fr',
    territory: { name: 'Saint-Amour', accent: '#7a2f1d', origin: 'https://saint-amour.example', contact: null },
    subject: 'Votre panier est prêt',
    paragraphs: ['Le panier que vous avez demandé vous attend.'],
    isDuty: true,
    ...changes,
  };
}
