import { createHmac, randomBytes } from 'node:crypto';

// The symmetric scheme of Standard Webhooks 1.0.0 (https://www.standardwebhooks.com), which libraries in ten languages verify.

const PREFIX = 'whsec_';

/** A new secret, as its receiver keeps it. */
export function newSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`;
}

/** What is signed: which message, when it is sent (in seconds), and its body to the letter. */
export interface Signed {
  messageId: string;
  timestamp: number;
  body: string;
}

/** The headers of a request. @param secrets each of them signs; a receiver needs one that it knows. */
export function signatureHeaders(secrets: readonly string[], { messageId, timestamp, body }: Signed): Record<string, string> {
  const id = `msg_${messageId}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
