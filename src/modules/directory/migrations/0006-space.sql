-- What those who keep a structure have: the claim that made it theirs, figures of its pages, and messages.

alter table directory.organisation
  -- Somebody keeps its page: follows the roles of people, which are theirs to write.
  add column is_kept boolean not null default false;

-- Somebody says that a structure is theirs.
create table directory.claim (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  organisation_id uuid not null,
  account_id uuid not null references people.account (id),
  state text not null check (state in ('opened', 'code-sent', 'asked', 'granted', 'refused', 'withdrawn', 'expired')),
  -- How they show it: an address of the structure's domain, a code by post, or the word of somebody who knows.
  way text not null check (way in ('domain', 'letter', 'word')),
  -- To which mailbox the code went.
  sent_to text,
  -- Of the code that was sent: who reads the table cannot use it.
  code_digest text,
  code_expires_at timestamptz,
  attempts integer not null default 0,
  -- The right code was given.
  verified_at timestamptz,
  message text,
  -- Why it was refused, told to who claimed.
  reason text,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (territory_id, id),
  foreign key (territory_id, organisation_id) references directory.organisation (territory_id, id)
);
create unique index claim_open on directory.claim (territory_id, organisation_id, account_id) where state in ('opened', 'code-sent', 'asked');
create index claim_waiting on directory.claim (territory_id, opened_at) where state in ('opened', 'code-sent', 'asked');
alter table directory.claim enable row level security;
alter table directory.claim force row level security;
create policy claim_own on directory.claim
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and account_id = nullif(current_setting('terreau.account', true), '')::uuid
  );
create policy claim_structure on directory.claim
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and organisation_id = any (nullif(current_setting('terreau.structures', true), '')::uuid[])
  );
create policy claim_moderator on directory.claim
  using (territory_id = nullif(current_setting('terreau.moderator', true), '')::uuid);
-- Export, erasure and retention, which run for the territory as a whole.
create policy claim_keeper on directory.claim
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- How often a page was read, by day: counts alone, of nobody.
create table directory.page_view (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place', 'service')),
  subject_id uuid not null,
  day date not null,
  views integer not null check (views > 0),
  primary key (territory_id, id),
  unique (territory_id, subject_id, day)
);
create index page_view_day on directory.page_view (territory_id, day);

-- What was looked for when a page was opened from the list, by day.
create table directory.page_search (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place', 'service')),
  subject_id uuid not null,
  day date not null,
  phrase text not null,
  times integer not null check (times > 0),
  primary key (territory_id, id),
  unique (territory_id, subject_id, phrase, day)
);
create index page_search_day on directory.page_search (territory_id, day);

-- Somebody writes to a structure through the portal: neither learns the other's address.
create table directory.conversation (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  organisation_id uuid not null,
  -- Who writes; null: without an account.
  account_id uuid references people.account (id),
  writer_name text not null check (writer_name <> ''),
  writer_email text,
  -- Given to be called back: the one thing that the structure sees of them.
  writer_phone text,
  locale text not null,
  started_at timestamptz not null,
  last_at timestamptz not null,
  -- Whose word was the last one.
  last_side text not null check (last_side in ('writer', 'structure')),
  -- The structure takes no more of it.
  blocked_at timestamptz,
  primary key (territory_id, id),
  foreign key (territory_id, organisation_id) references directory.organisation (territory_id, id),
  check (writer_email is not null or writer_phone is not null)
);
create index conversation_organisation on directory.conversation (territory_id, organisation_id, last_at);
create index conversation_last on directory.conversation (territory_id, last_at);
alter table directory.conversation enable row level security;
alter table directory.conversation force row level security;
-- One conversation, named by the token of a letter.
create policy conversation_token on directory.conversation
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and id = nullif(current_setting('terreau.conversation', true), '')::uuid
  );
create policy conversation_writer on directory.conversation
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and account_id = nullif(current_setting('terreau.account', true), '')::uuid
  );
create policy conversation_structure on directory.conversation
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and organisation_id = any (nullif(current_setting('terreau.structures', true), '')::uuid[])
  );
create policy conversation_keeper on directory.conversation
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

create table directory.conversation_message (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  conversation_id uuid not null,
  -- As in its conversation: a policy looks at its own row alone.
  organisation_id uuid not null,
  account_id uuid references people.account (id),
  side text not null check (side in ('writer', 'structure')),
  -- Who wrote it for the structure: account:<id>, or the structure's mailbox.
  actor text not null,
  body text not null check (body <> ''),
  at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, conversation_id) references directory.conversation (territory_id, id) on delete cascade
);
create index conversation_message_at on directory.conversation_message (territory_id, conversation_id, at);
alter table directory.conversation_message enable row level security;
alter table directory.conversation_message force row level security;
create policy conversation_message_token on directory.conversation_message
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and conversation_id = nullif(current_setting('terreau.conversation', true), '')::uuid
  );
create policy conversation_message_writer on directory.conversation_message
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and account_id = nullif(current_setting('terreau.account', true), '')::uuid
  );
create policy conversation_message_structure on directory.conversation_message
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and organisation_id = any (nullif(current_setting('terreau.structures', true), '')::uuid[])
  );
create policy conversation_message_keeper on directory.conversation_message
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- From whom a structure takes no more messages: of the mailbox, a keyed digest alone.
create table directory.blocked_writer (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  organisation_id uuid not null,
  writer_digest text not null,
  blocked_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, organisation_id, writer_digest),
  foreign key (territory_id, organisation_id) references directory.organisation (territory_id, id)
);
