-- The assisted channel: what an agent does for somebody, under a mandate that they signed.

alter table people.person
  -- How they want to be reached.
  add column channel text not null default 'desk' check (channel in ('phone', 'text', 'letter', 'email', 'desk')),
  -- A parent or guardian, for who is too young to decide alone.
  add column guardian_name text,
  add column guardian_phone text;

create table people.mandate (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  person_id uuid not null,
  -- Of the person, once they have one: they see and end it themselves.
  account_id uuid references people.account (id),
  team_id uuid not null references people.team (id),
  purpose text not null check (purpose in ('structure', 'suggest', 'answer', 'request', 'other')),
  purpose_words text,
  -- The structure whose page is kept for them.
  structure_id uuid,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  state text not null check (state in ('prepared', 'active', 'revoked', 'cancelled')),
  -- `paper`: signed on the printed sheet; `screen`: the person wrote their name at the desk.
  signature text check (signature in ('paper', 'screen')),
  signed_on date,
  -- As it was written, or where the sheet is kept.
  signed_words text,
  -- Who signed beside a minor.
  guardian_name text,
  prepared_by text not null,
  prepared_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  primary key (territory_id, id),
  foreign key (territory_id, person_id) references people.person (territory_id, id) on delete cascade,
  check ((state = 'prepared' or state = 'cancelled') or (signature is not null and signed_on is not null and signed_words is not null))
);
create index mandate_person on people.mandate (territory_id, person_id);
alter table people.mandate enable row level security;
alter table people.mandate force row level security;
create policy mandate_team on people.mandate
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and team_id = any (nullif(current_setting('terreau.teams', true), '')::uuid[])
  );
create policy mandate_own on people.mandate
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and account_id = nullif(current_setting('terreau.account', true), '')::uuid
  );
create policy mandate_keeper on people.mandate
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- A code on paper, with which a person takes over what was done for them.
create table people.takeover (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  person_id uuid not null,
  team_id uuid not null references people.team (id),
  code_digest text not null,
  -- Tries that did not fit: from five on, the code is dead.
  failures integer not null default 0,
  given_by text not null,
  given_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (territory_id, id),
  -- One at a time: a new one replaces the one before.
  unique (territory_id, person_id),
  unique (territory_id, code_digest),
  foreign key (territory_id, person_id) references people.person (territory_id, id) on delete cascade
);
alter table people.takeover enable row level security;
alter table people.takeover force row level security;
create policy takeover_team on people.takeover
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and team_id = any (nullif(current_setting('terreau.teams', true), '')::uuid[])
  );
create policy takeover_keeper on people.takeover
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- For whom a session acts just now.
create table people.acting (
  session_id uuid primary key references people.session (id) on delete cascade,
  territory_id uuid not null references territories.territory (id),
  person_id uuid not null,
  person_name text not null,
  mandate_id uuid not null,
  structure_id uuid,
  started_at timestamptz not null,
  ends_at timestamptz not null
);
create index acting_mandate on people.acting (mandate_id);
