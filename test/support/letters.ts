import type { MailTables } from '../../src/kernel/mail/table.ts';
import type { TestApplication } from './application.ts';

export interface SentLetter {
  subject: string;
  body: string;
}

/** What was written to somebody, the oldest first, as the operator's outbox keeps it. */
export async function lettersTo({ kernel }: TestApplication, email: string): Promise<SentLetter[]> {
  const rows = await kernel.database
    .kysely<MailTables>()
    .selectFrom('kernel.message')
    .select(['subject', 'body'])
    .where('recipient', '=', email)
    .orderBy('id')
    .execute();
  return rows.map(({ subject, body }) => ({ subject: subject ?? '', body: body ?? '' }));
}

/** Path and query of the button in the last letter to somebody. */
export async function linkTo(app: TestApplication, email: string): Promise<string> {
  const links = (await lettersTo(app, email)).flatMap(({ body }) => /^https?:\/\/[^/\s]+\/\S+$/m.exec(body) ?? []);
  const link = links.at(-1);
  if (link === undefined) throw new Error(`No letter with a link went to ${email}.`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}

/** The secret of a link. */
export function tokenIn(path: string): string {
  return new URLSearchParams(path.split('?')[1]).get('jeton') ?? '';
}
