-- For whom a session acts just now: under row-level security, since it names them. Whoever acts at this moment begins again.

drop table people.acting;
create table people.acting (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  -- Without a foreign key: sessions are elsewhere. One that is over leads nowhere, and its row goes the night after.
  session_id uuid not null,
  -- Of their team, which holds the mandate.
  team_id uuid not null references people.team (id),
  person_id uuid not null,
  person_name text not null,
  mandate_id uuid not null,
  structure_id uuid,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, session_id),
  foreign key (territory_id, person_id) references people.person (territory_id, id) on delete cascade
);
create index acting_mandate on people.acting (territory_id, mandate_id);
alter table people.acting enable row level security;
alter table people.acting force row level security;
create policy acting_team on people.acting
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and team_id = any (nullif(current_setting('terreau.teams', true), '')::uuid[])
  );
-- Whoever ends the mandate ends what is done under it; and export, erasure and retention.
create policy acting_keeper on people.acting
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);
