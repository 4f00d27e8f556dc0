export interface BounceOptions {
  /** Of our message. */
  id: string;
  to: string;
  action?: 'failed' | 'delayed' | 'delivered';
  status?: string;
  diagnostic?: string;
  originalRecipient?: string;
  finalRecipient?: string;
  /** What comes back of our message. */
  returned?: 'head' | 'message' | 'nothing';
  /** Names our message in `Original-Envelope-Id` too. */
  envelopeId?: boolean;
  /** What the notice says to people. */
  text?: string;
  /** Of our message, where it comes back whole. */
  body?: string;
  /** With the types of RFC 6533. */
  isGlobal?: boolean;
  eol?: '\r\n' | '\n';
}

/** A delivery status notification (RFC 3464) as mail servers write them, of one of our messages. */
export function bounceOf({
  id,
  to,
  action = 'failed',
  status = '5.1.1',
  diagnostic = `550 5.1.1 <${to}>: Recipient address${'\r\n'}    rejected: User unknown`,
  originalRecipient = to,
  finalRecipient = to,
  returned = 'head',
  envelopeId = false,
  text = 'This is the mail system at host mx.exemple.fr. I am sorry to have to inform you…',
  body = 'Bonjour',
  isGlobal = false,
  eol = '\r\n',
}: BounceOptions): string {
  const head = [
    'Received: from portail (localhost [127.0.0.1]) by mx.exemple.fr',
    'From: Saint-Amour <portail@saint-amour.example>',
    `To: ${to}`,
    `Message-ID: <${id}@saint-amour.example>`,
    'Subject: Votre panier',
  ];
  const parts = [
    ['Content-Type: text/plain; charset=utf-8', '', text],
    [
      `Content-Type: message/${isGlobal ? 'global-' : ''}delivery-status`,
      '',
      'Reporting-MTA: dns; mx.exemple.fr',
      ...(envelopeId ? [`Original-Envelope-Id: ${id}`] : []),
      'Arrival-Date: Tue, 24 Nov 2026 09:30:00 +0000',
      '',
      `Original-Recipient: rfc822;${originalRecipient}`,
      `Final-Recipient: rfc822; ${finalRecipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      'Remote-MTA: dns; mail.exemple.fr',
      `Diagnostic-Code: smtp; ${diagnostic}`,
    ],
    ...(returned === 'nothing'
      ? []
      : returned === 'message'
        ? [['Content-Type: message/rfc822', '', ...head, '', body]]
        : [[`Content-Type: ${isGlobal ? 'message/global-headers' : 'text/rfc822-headers'}`, '', ...head]]),
  ];
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.exemple.fr (Mail Delivery System)',
    'To: portail@saint-amour.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="limite=_1"',
    '',
    ...parts.flatMap((part) => ['--limite=_1', ...part, '']),
    '--limite=_1--',
    '',
  ]
    .join('\r\n')
    .replaceAll('\r\n', eol);
}
