/** What an SMTP server answered, or why none did: as nodemailer tells it. */
export interface SmtpFailure {
  /** `RCPT TO`, `DATA`, `AUTH PLAIN`… */
  command?: string | undefined;
  responseCode?: number | undefined;
  /** The reply's text, with its enhanced status where there is one. */
  response?: string | undefined;
}

/** Replies to a recipient that need no enhanced status: no such mailbox (550, 551, 553), no mail there at all (521, 556; RFC 7504). */
const NOBODY_THERE: ReadonlySet<number> = new Set([550, 551, 553, 521, 556]);

/**
 * Whether the server refuses this message for good. A 5xx to anything but the recipient or the content (the account, the
 * sender) is about the installation: it is mended there, and the message may still leave.
 */
export function isRefusal({ command = '', responseCode = 0 }: SmtpFailure): boolean {
  // 503 says that commands came in a wrong order, not that the message is refused.
  return responseCode >= 500 && responseCode < 600 && responseCode !== 503 && /^(RCPT TO|DATA)/i.test(command);
}

/** The status by which a server says that nobody has this address; null where it refuses for another reason. */
export function deadAddressStatus(failure: SmtpFailure): string | null {
  if (!isRefusal(failure)) return null;
  const { command = '', responseCode = 0, response = '' } = failure;
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  if (status !== undefined) return isAboutAddress(status) ? status : null;
  return /^RCPT TO/i.test(command) && NOBODY_THERE.has(responseCode) ? String(responseCode) : null;
}

/** About the sender (5.1.7, 5.1.8, 5.1.9, RFC 3463 and 7505's neighbour), or a message too long for the mailbox (5.2.3). */
const NOT_THE_RECIPIENT: ReadonlySet<string> = new Set(['5.1.7', '5.1.8', '5.1.9', '5.2.3']);

/**
 * Whether an enhanced status (RFC 3463) says that the address is no good, for good: the address (5.1), the mailbox (5.2), the
 * way there (5.4), or anything (5.0). The server's own trouble (5.3), the protocol (5.5), the content (5.6) and rules against
 * us (5.7: a blocklist, our SPF or DKIM) would be the same for any address: one mistake of the operator's must not stop
 * everybody's mail.
 */
export function isAboutAddress(status: string): boolean {
  return /^5\.[0124]\./.test(status) && !NOT_THE_RECIPIENT.has(status);
}
