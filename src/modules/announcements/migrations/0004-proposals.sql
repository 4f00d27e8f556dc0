-- What an agent proposed to somebody whom their team follows.

create table announcements.proposal (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  announcement_id uuid not null,
  person_id uuid not null,
  team_id uuid not null,
  -- A word of the agent, which the person reads.
  words text,
  proposed_by text not null,
  proposed_at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, announcement_id) references announcements.announcement (territory_id, id) on delete cascade
);
create index proposal_person on announcements.proposal (territory_id, person_id, proposed_at);
alter table announcements.proposal enable row level security;
alter table announcements.proposal force row level security;
create policy proposal_team on announcements.proposal
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and team_id = any (nullif(current_setting('terreau.teams', true), '')::uuid[])
  );
create policy proposal_keeper on announcements.proposal
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);
