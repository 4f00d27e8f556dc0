-- What people were told, and how they want to be told.

create table people.notice (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  account_id uuid not null references people.account (id),
  -- `directory.to-confirm`
  kind text not null,
  -- What makes it this notice and no other: told twice, it is written once.
  key text not null,
  -- A message of a module, so that it is read in the language that its reader has by then.
  words text not null,
  word_values jsonb not null,
  -- Where it leads, without the language; null: nowhere.
  path text,
  at timestamptz not null,
  read_at timestamptz,
  -- Of the letter that said so, or that will; null: none does.
  letter_key text,
  -- Told by the next letter of the day.
  is_for_digest boolean not null default false,
  primary key (territory_id, id),
  unique (territory_id, account_id, key)
);
create index notice_digest on people.notice (territory_id, account_id) where is_for_digest;
create index notice_at on people.notice (territory_id, at);
alter table people.notice enable row level security;
alter table people.notice force row level security;
create policy notice_own on people.notice
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and account_id = nullif(current_setting('terreau.account', true), '')::uuid
  );
-- Export, erasure and retention, which run for the territory as a whole; and the letters of the day, which look for whom to write to.
create policy notice_keeper on people.notice
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- What somebody does not want, or wants besides. Without a row: a letter at once of everything, and no SMS.
create table people.notice_choice (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  -- `account:<id>`, or `address:<keyed digest>` of a mailbox without an account.
  reader text not null check (reader ~ '^(account|address):'),
  rhythm text not null default 'at-once' check (rhythm in ('at-once', 'daily', 'never')),
  -- Kinds of which no letter is sent.
  without_letter text[] not null default '{}',
  -- Kinds of which an SMS is sent.
  with_sms text[] not null default '{}',
  changed_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, reader)
);
