-- What is published waits here for the letters of each rhythm. Who wants it is found when these leave, so that nothing is
-- written for an alert before somebody is told.

create table alerts.news (
  territory_id uuid not null references territories.territory (id),
  -- Another one each time that it is published: a round of letters ends what it has read, and no more.
  id uuid not null,
  announcement_id uuid not null,
  -- Whose announcement it is: of this territory, or of one whose announcements its portal shows.
  publisher_id uuid not null,
  rhythm text not null check (rhythm in ('at-once', 'daily', 'weekly')),
  at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, announcement_id, rhythm)
);

-- What was found and not told yet waits as news. The owner reads past the policies for as long as this takes.
alter table alerts.match no force row level security;
insert into alerts.news (territory_id, id, announcement_id, publisher_id, rhythm, at)
  select m.territory_id, gen_random_uuid(), m.announcement_id, a.territory_id, r.rhythm, min(m.at)
  from alerts.match m join announcements.announcement a on a.id = m.announcement_id
  cross join unnest(array['at-once', 'daily', 'weekly']) as r (rhythm)
  where m.told_at is null
  group by m.territory_id, m.announcement_id, a.territory_id, r.rhythm;
delete from alerts.match where told_at is null;
alter table alerts.match force row level security;

-- What is left: an announcement that the reader of an alert was told of, once for ever.
alter table alerts.match rename to told;
alter table alerts.told drop column at;
alter table alerts.told rename column told_at to at;
alter table alerts.told alter column at set not null;
alter table alerts.told rename constraint match_pkey to told_pkey;
alter table alerts.told rename constraint match_territory_id_alert_id_announcement_id_key to told_territory_id_alert_id_announcement_id_key;
alter table alerts.told rename constraint match_territory_id_alert_id_fkey to told_territory_id_alert_id_fkey;
alter policy match_keeper on alerts.told rename to told_keeper;

drop index alerts.alert_anchor;
create index alert_anchor on alerts.alert (territory_id, anchor, rhythm) where unconfirmed_since is null;
