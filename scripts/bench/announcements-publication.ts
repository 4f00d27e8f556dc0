/** Publishing, as a moderator does it: a form that is sent once for each draft. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type pg from 'pg';
import { newSubmission, SUBMISSION_FIELD } from '../../src/kernel/http/submission.ts';
import type { Kernel } from '../../src/kernel/module.ts';
import { beginDrafts, PUBLISHERS, territoryOf } from './announcements-fill.ts';
import { capture } from './capture.ts';
import type { Group } from './cases.ts';
import { townPlan } from './data.ts';
import { signedIn } from './people-cases.ts';
import { emailOf, moderatorRank } from './people-fill.ts';

const DRAFTS = 240;

/** Drafts of one town, which are drafts again after each run. @param owner of the store. */
export async function makePublicationGroup(kernel: Kernel, server: FastifyInstance, owner: pg.Client): Promise<Group> {
  const territory = await territoryOf(kernel, PUBLISHERS);
  const town = townPlan(PUBLISHERS);
  // Those of an earlier run.
  await sql`delete from announcements.announcement where territory_id = ${territory.id} and state = 'draft'`.execute(
    kernel.database.kysely<never>(),
  );
  const ids = (await beginDrafts(kernel, territory, DRAFTS, 90_001)).map(({ id }) => id);
  // Whoever moderates publishes what is theirs at once.
  await owner.query(
    `update announcements.announcement set author_account = (select id from people.account where email = $3)
     where territory_id = $1 and id = any($2::uuid[])`,
    [territory.id, ids, emailOf(town, moderatorRank)],
  );
  const submissions: string[] = [];
  const undo = async (client: pg.Client) => {
    await client.query(`delete from kernel.submission where id = any($1::uuid[])`, [submissions]);
    await client.query(`delete from job.job where data->>'announcementId' = any($1::text[])`, [ids]);
    await client.query(`delete from alerts.news where territory_id = $1`, [territory.id]);
    await client.query(
      `delete from announcements.state_change where territory_id = $1 and event = 'publish' and announcement_id = any($2::uuid[])`,
      [territory.id, ids],
    );
    const { rowCount } = await client.query(
      `update announcements.announcement set state = 'draft', published_at = null, expires_on = null
       where territory_id = $1 and state = 'published' and id = any($2::uuid[])`,
      [territory.id, ids],
    );
    return rowCount ?? 0;
  };
  const group: Group = {
    name: 'publication',
    about: 'POST /mon-espace/annonces/:id/envoyer by a moderator, one for each draft',
    cases: [],
    undo,
  };
  const sent = {
    ...(await signedIn(kernel, server, town, moderatorRank)),
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  };
  // Once before: the first request of a session writes down that it was seen here.
  await server.inject({ url: '/mon-espace/annonces', headers: { host: town.host, ...sent } });
  for (const id of ids) {
    const submission = newSubmission(kernel.config.secret, kernel.clock.now());
    submissions.push(submission.slice(0, submission.indexOf('.')));
    const body = new URLSearchParams({ [SUBMISSION_FIELD]: submission }).toString();
    group.cases.push(await capture(server, { host: town.host, path: `/mon-espace/annonces/${id}/envoyer`, sent, body }, 303));
  }
  const undone = await undo(owner);
  if (undone !== DRAFTS) throw new Error(`${undone} drafts of ${DRAFTS} were published.`);
  return group;
}
