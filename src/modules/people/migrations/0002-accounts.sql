-- What a session was opened with, and secrets that people are given to come back with once.

alter table people.session
  -- Opened with a passkey or a code beside the first proof.
  add column has_second_factor boolean not null default false,
  -- The first proof was given, and the account asks for a code: nobody is signed in yet.
  add column is_pending boolean not null default false,
  add column seen_at timestamptz;

-- A single-use secret of a letter, or of a way from one host to another. Only its digest is kept.
create table people.token (
  id uuid primary key,
  digest text not null unique,
  purpose text not null check (purpose in ('sign-up', 'sign-in', 'reset', 'email', 'handoff')),
  -- Null: of somebody who has no account yet.
  account_id uuid references people.account (id),
  -- The address that it was sent to.
  email text,
  -- What is remembered until it comes back.
  detail jsonb not null default '{}',
  expires_at timestamptz not null
);
create index token_account on people.token (account_id);

alter table people.account
  -- Of the demonstration: its password is told to all, and it opens nothing in production.
  add column is_demonstration boolean not null default false;
create index account_demonstration on people.account (id) where is_demonstration;
