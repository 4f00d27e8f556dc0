-- What people whom a team accompanies were told, and what the team has to say to them itself.

create table people.person_notice (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  person_id uuid not null,
  team_id uuid not null references people.team (id),
  kind text not null,
  -- What makes it this notice and no other: told twice, it is written once.
  key text not null,
  -- A message of a module, so that it is read in the language that the team has by then.
  words text not null,
  word_values jsonb not null,
  -- `hand`: neither an e-mail nor an SMS reaches them, or they prefer something else.
  way text not null check (way in ('email', 'text', 'hand')),
  at timestamptz not null,
  -- When the message was written, or the team said it; null: it has to.
  told_at timestamptz,
  primary key (territory_id, id),
  unique (territory_id, person_id, key),
  foreign key (territory_id, person_id) references people.person (territory_id, id) on delete cascade,
  check (way = 'hand' or told_at is not null)
);
create index person_notice_waiting on people.person_notice (territory_id, team_id) where told_at is null;
alter table people.person_notice enable row level security;
alter table people.person_notice force row level security;
create policy person_notice_team on people.person_notice
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and team_id = any (nullif(current_setting('terreau.teams', true), '')::uuid[])
  );
-- Whoever decides on what was sent for them, and export, erasure and retention.
create policy person_notice_keeper on people.person_notice
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);
