-- An account holds credentials only; a person may have none. Accounts, roles and teams are small and read at each
-- request of somebody signed in: they are in every place. Sessions and secrets stay on the coordinator.

create table people.account (
  id uuid primary key,
  -- In lower case.
  email text not null unique check (email = lower(email)),
  is_email_verified boolean not null default false,
  name text not null check (name <> ''),
  image text,
  locale text not null default 'fr',
  has_one_time_codes boolean not null default false,
  -- Runs the installation.
  is_operator boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- A password, or an identity at a provider.
create table people.credential (
  id uuid primary key,
  account_id uuid not null references people.account (id),
  provider text not null,
  provider_account text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider, provider_account)
);
create index credential_account on people.credential (account_id);

create table people.session (
  id uuid primary key,
  account_id uuid not null references people.account (id),
  token text not null unique,
  expires_at timestamptz not null,
  address text,
  browser text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_account on people.session (account_id);

create table people.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on people.verification (identifier);

create table people.second_factor (
  id uuid primary key,
  account_id uuid not null references people.account (id),
  secret text not null,
  backup_codes text not null,
  is_verified boolean not null default true,
  failures integer not null default 0,
  locked_until timestamptz
);
create index second_factor_account on people.second_factor (account_id);

create table people.passkey (
  id uuid primary key,
  account_id uuid not null references people.account (id),
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  is_backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index passkey_account on people.passkey (account_id);

-- Portals that an account was on: where something of it may be, in an installation of many territories.
create table people.presence (
  account_id uuid not null references people.account (id),
  territory_id uuid not null references territories.territory (id),
  since timestamptz not null,
  primary key (account_id, territory_id)
);

-- Who works in a territory's confidential matters, each team under one data controller.
create table people.team (
  id uuid primary key,
  territory_id uuid not null references territories.territory (id),
  name text not null check (name <> ''),
  purpose text not null check (purpose in ('economy', 'youth', 'district', 'social', 'partner')),
  controller text not null check (controller <> ''),
  created_at timestamptz not null,
  closed_at timestamptz,
  unique (territory_id, name)
);

-- What an account may do, and since when: in a territory, for a structure (`structure_id`), in a team (`team_id`).
create table people.role (
  id uuid primary key,
  territory_id uuid not null references territories.territory (id),
  account_id uuid not null references people.account (id),
  role text not null,
  structure_id uuid,
  team_id uuid references people.team (id),
  -- Who: `account:…`, `system`.
  granted_by text not null,
  granted_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  check (
    case
      when structure_id is not null then team_id is null and role in ('owner', 'editor')
      when team_id is not null then role = 'member'
      else role in ('administrator', 'moderator', 'agent', 'elected', 'data-protection-officer', 'archivist')
    end
  ),
  check ((ended_at is null) = (ended_by is null))
);
-- Once at a time.
create unique index role_current on people.role (territory_id, account_id, role, structure_id, team_id) nulls not distinct where ended_at is null;
create index role_account on people.role (account_id) where ended_at is null;
create index role_structure on people.role (territory_id, structure_id) where structure_id is not null;

-- A commune that lets its grouping's staff act on it.
create table people.delegation (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  grouping_id uuid not null references territories.territory (id),
  granted_by text not null,
  granted_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  primary key (territory_id, id),
  check ((ended_at is null) = (ended_by is null))
);
create unique index delegation_current on people.delegation (territory_id, grouping_id) where ended_at is null;

-- What a territory wants of its staff.
create table people.policy (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  requires_second_factor boolean not null,
  primary key (territory_id, id),
  unique (territory_id)
);

-- Invitations by e-mail: to keep a structure, to join the staff or a team.
create table people.invitation (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  email text not null,
  role text not null,
  structure_id uuid,
  team_id uuid,
  -- Of the code that the letter holds: who reads the table cannot use it.
  code_digest text not null,
  invited_by text not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references people.account (id),
  withdrawn_at timestamptz,
  primary key (territory_id, id),
  unique (territory_id, code_digest)
);
create index invitation_structure on people.invitation (territory_id, structure_id);

-- A resident as the territory knows them, with an account or without.
create table people.person (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  account_id uuid references people.account (id),
  -- The team that wrote it down; null: the person did.
  team_id uuid references people.team (id),
  given_name text not null check (given_name <> ''),
  family_name text not null check (family_name <> ''),
  birth_date date,
  email text,
  phone text,
  street text,
  postcode text,
  locality text,
  locale text not null default 'fr',
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, account_id)
);
create index person_team on people.person (territory_id, team_id, family_name);
alter table people.person enable row level security;
alter table people.person force row level security;
create policy person_own on people.person
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and account_id = nullif(current_setting('terreau.account', true), '')::uuid
  );
create policy person_team on people.person
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and team_id = any (nullif(current_setting('terreau.teams', true), '')::uuid[])
  );
-- Export, erasure and retention, which run for the territory as a whole.
create policy person_keeper on people.person
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- Who did what, and for whom.
create table people.action (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  at timestamptz not null,
  actor text not null,
  -- A person's reference, where an agent did it for them.
  on_behalf_of text,
  -- In the past tense: `role.granted`.
  what text not null,
  subject text,
  subject_id uuid,
  -- What was said of it; never confidential.
  detail jsonb not null default '{}',
  primary key (territory_id, id)
);
create index action_at on people.action (territory_id, at);
create index action_subject on people.action (territory_id, subject_id, at);

-- Readings of confidential rows: who read whose.
create table people.reading (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  at timestamptz not null,
  -- Without a foreign key: the journal outlives the account.
  account_id uuid not null,
  team_id uuid not null references people.team (id),
  person_id uuid not null,
  what text not null,
  primary key (territory_id, id)
);
create index reading_person on people.reading (territory_id, person_id, at);
alter table people.reading enable row level security;
alter table people.reading force row level security;
create policy reading_own on people.reading for insert
  with check (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and account_id = nullif(current_setting('terreau.account', true), '')::uuid
    and team_id = any (nullif(current_setting('terreau.teams', true), '')::uuid[])
  );
create policy reading_team on people.reading for select
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and team_id = any (nullif(current_setting('terreau.teams', true), '')::uuid[])
  );
create policy reading_keeper on people.reading
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- Public archives that have served their time: nothing goes before the archivist's visa (code du patrimoine, L. 212-3).
create table people.elimination (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  -- `schema.table`, the kind of data, how many rows, and before when.
  source text not null,
  kind text not null,
  rows integer not null,
  before timestamptz not null,
  proposed_at timestamptz not null,
  state text not null check (state in ('proposed', 'approved', 'refused', 'done')),
  decided_by text,
  decided_at timestamptz,
  reason text,
  primary key (territory_id, id)
);
create unique index elimination_open on people.elimination (territory_id, source) where state in ('proposed', 'approved');
