import { readConfig } from '../src/kernel/config.ts';
import { openStore } from '../src/kernel/db/store.ts';
import { production } from './bench/processes.ts';
import { readdirSync } from 'node:fs';
import pg from 'pg';
const folder = `/tmp/bench-alerts/${readdirSync('/tmp/bench-alerts')[0]}`;
const store = await openStore(readConfig(production({ DATA_DIR: folder })), console.error);
const client = new pg.Client({ connectionString: store.appUrl });
await client.connect();
const { rows: [t] } = await client.query("select id from territories.territory where slug='banc-0'");
const { rows } = await client.query("select id, audience, facets, search::text as words, minimum_age, latitude, longitude, is_remote from announcements.announcement where territory_id=$1 and state='published' limit 500", [t.id]);
await client.query('begin'); await client.query(`set local terreau.keeper = '${t.id}'`);
const select = `with found as materialized (
  select n.*, n.facets || array(select 'word:' || lexeme from unnest(tsvector_to_array(n.words)) as lexeme) || array['*'] as anchors
  from jsonb_to_recordset($1::jsonb) as n (id uuid, facets text[], words tsvector, minimum_age integer, latitude float8, longitude float8, is_remote boolean))`;
const rest = (head: string) => `${select} ${head}
 from found n cross join lateral unnest(n.anchors) as had (anchor)
    join alerts.alert a on a.territory_id = '${t.id}' and a.anchor = had.anchor
    where a.unconfirmed_since is null and a.rhythm <> 'paused'
      and a.facets <@ n.facets
      and (a.words is null or n.words @@ a.words)
      and (a.age is null or n.minimum_age is null or n.minimum_age <= a.age)
      and (a.within_km is null or n.is_remote
        or kernel.distance_m(a.latitude, a.longitude, n.latitude, n.longitude) <= a.within_km * 1000)`;
for (const sql of [rest('select count(*)'), rest(`insert into alerts.match (territory_id, id, alert_id, announcement_id, at) select a.territory_id, gen_random_uuid(), a.id, n.id, now()`) + ' on conflict (territory_id, alert_id, announcement_id) do nothing']) {
  const { rows: plan } = await client.query(`explain (analyze, buffers) ${sql}`, [JSON.stringify(rows)]);
  console.log(plan.map((r) => r['QUERY PLAN']).join('\n'), '\n');
}
const { rows: a } = await client.query("select split_part(anchor, ':', 1) as a, count(*) from alerts.alert group by 1 order by 2 desc limit 12");
console.log(a);
await client.query('rollback'); await client.end(); await store.release(); process.exit(0);
