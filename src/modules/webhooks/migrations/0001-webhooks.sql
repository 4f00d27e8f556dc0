-- Other sites that a territory tells, by a signed request, of what happens on its portal. Nothing of it is confidential: what is
-- told is public, and the secrets are sealed.
create table webhooks.endpoint (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  url text not null check (url <> ''),
  -- What it is told of: « announcement.published ».
  events text[] not null,
  -- paused by somebody; failing: switched off after days without an answer; gone: it answered that it is no more.
  state text not null check (state in ('on', 'paused', 'failing', 'gone')),
  -- What is signed with, sealed. The one before signs as well until its time, so that a receiver can change over.
  secret text not null,
  previous_secret text,
  previous_until timestamptz,
  -- Since when nothing gets through; null: the last attempt did.
  failing_since timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, url),
  check ((previous_secret is null) = (previous_until is null))
);

-- What is sent to one of them: one row for each thing that it is told, and for each time that somebody sends it again.
create table webhooks.delivery (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  endpoint_id uuid not null,
  -- The same where it is sent again: a receiver knows by it what it had already.
  message_id uuid not null,
  type text not null,
  -- The change that it tells of; null: a trial, or sent again.
  change_id text,
  -- To the letter, as it is signed.
  body text not null,
  state text not null check (state in ('waiting', 'delivered', 'failed', 'dropped')),
  attempts integer not null default 0,
  -- Who asked for a trial, or to send it again.
  asked_by text,
  created_at timestamptz not null,
  -- A job is at it until then: another one leaves it alone.
  taken_until timestamptz,
  attempted_at timestamptz,
  settled_at timestamptz,
  -- Of the last attempt: what was answered and how it began, or what went wrong.
  status integer,
  fault text,
  answer text,
  primary key (territory_id, id),
  foreign key (territory_id, endpoint_id) references webhooks.endpoint (territory_id, id) on delete cascade,
  unique (territory_id, endpoint_id, change_id)
);
create index delivery_of on webhooks.delivery (territory_id, endpoint_id, id desc);
create index delivery_created on webhooks.delivery (territory_id, created_at);
