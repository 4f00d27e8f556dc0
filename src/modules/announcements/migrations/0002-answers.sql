-- Answers to announcements: confidential between who answers and who publishes.

alter table announcements.announcement
  -- Seats that are given: by acceptance alone.
  add column seats_taken integer not null default 0 check (seats_taken >= 0);

create table announcements.answer (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  announcement_id uuid not null,
  -- Who reads it: as in its announcement, since a policy looks at its own row alone.
  organisation_id uuid,
  author_account uuid,
  -- Who answers: with an account, as a person whom an agent helps, or neither.
  account_id uuid references people.account (id),
  person_id uuid,
  -- The same for all that one account, person, mailbox or telephone answers: a keyed digest.
  answerer_key uuid not null,
  state text not null check (state in ('new', 'seen', 'in-discussion', 'accepted', 'refused', 'withdrawn', 'expired')),
  name text not null check (name <> ''),
  -- Never shown to who publishes.
  email text,
  -- Given to be called back.
  phone text,
  locale text not null,
  created_at timestamptz not null,
  -- When its state last changed; the last word is apart from it.
  changed_at timestamptz not null,
  last_at timestamptz not null,
  last_side text not null check (last_side in ('answerer', 'publisher')),
  -- The first word or decision of who publishes: what their promise of answer is made of.
  answered_at timestamptz,
  -- Since when it serves nothing any more: it goes some months later.
  ended_at timestamptz,
  -- Days after which who publishes was last reminded of it.
  reminded_days integer not null default 0,
  primary key (territory_id, id),
  foreign key (territory_id, announcement_id) references announcements.announcement (territory_id, id) on delete cascade,
  check ((organisation_id is null) = (author_account is not null)),
  check (account_id is not null or person_id is not null or email is not null or phone is not null)
);
create index answer_list on announcements.answer (territory_id, announcement_id, created_at);
create index answer_account on announcements.answer (territory_id, account_id) where account_id is not null;
create index answer_person on announcements.answer (territory_id, person_id) where person_id is not null;
create index answer_answerer on announcements.answer (territory_id, answerer_key);
create index answer_structure on announcements.answer (territory_id, organisation_id) where organisation_id is not null;
create index answer_open on announcements.answer (territory_id, created_at) where state in ('new', 'seen', 'in-discussion');
-- One open answer of somebody to an announcement.
create unique index answer_once_account on announcements.answer (territory_id, announcement_id, account_id)
  where account_id is not null and state in ('new', 'seen', 'in-discussion', 'accepted');
create unique index answer_once_person on announcements.answer (territory_id, announcement_id, person_id)
  where person_id is not null and state in ('new', 'seen', 'in-discussion', 'accepted');

-- Each change of its state: who, for whom, when, from what to what, and why.
create table announcements.answer_event (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  answer_id uuid not null,
  organisation_id uuid,
  author_account uuid,
  account_id uuid references people.account (id),
  person_id uuid,
  event text not null,
  from_state text not null,
  to_state text not null,
  -- `account:<id>`; `visitor` and `mailbox`: by the link of a letter; `system`.
  actor text not null,
  on_behalf_of text,
  -- Why it was refused, from the list.
  refusal text check (refusal in ('filled', 'profile', 'dates', 'age', 'unreachable', 'no-show', 'duplicate', 'cancelled', 'other')),
  reason text,
  at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, answer_id) references announcements.answer (territory_id, id) on delete cascade
);
create index answer_event_of on announcements.answer_event (territory_id, answer_id, at);

create table announcements.answer_message (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  answer_id uuid not null,
  organisation_id uuid,
  author_account uuid,
  account_id uuid references people.account (id),
  person_id uuid,
  side text not null check (side in ('answerer', 'publisher')),
  actor text not null,
  body text not null check (body <> ''),
  at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, answer_id) references announcements.answer (territory_id, id) on delete cascade
);
create index answer_message_of on announcements.answer_message (territory_id, answer_id, at);

-- The one file of an answer to a job or a placement.
create table announcements.answer_document (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  answer_id uuid not null,
  organisation_id uuid,
  author_account uuid,
  account_id uuid references people.account (id),
  person_id uuid,
  byte_count integer not null,
  sha256 text not null,
  content bytea not null,
  primary key (territory_id, id),
  unique (territory_id, answer_id),
  foreign key (territory_id, answer_id) references announcements.answer (territory_id, id) on delete cascade
);

-- Who keeps the structure, whose announcement it is, who answers, who holds the link of a letter, who acts for the person; and
-- export, erasure and retention. Nobody else: neither moderators nor administrators.
do $$
declare
  one record;
begin
  for one in select * from (values ('answer', 'id'), ('answer_event', 'answer_id'), ('answer_message', 'answer_id'),
    ('answer_document', 'answer_id')) as tables (name, answer)
  loop
    execute format('alter table announcements.%I enable row level security', one.name);
    execute format('alter table announcements.%I force row level security', one.name);
    execute format($policy$
      create policy %I on announcements.%I using (
        territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
        and (
          organisation_id = any (nullif(current_setting('terreau.structures', true), '')::uuid[])
          or author_account = nullif(current_setting('terreau.account', true), '')::uuid
          or account_id = nullif(current_setting('terreau.account', true), '')::uuid
          or person_id = nullif(current_setting('terreau.person', true), '')::uuid
          or %I = nullif(current_setting('terreau.answer', true), '')::uuid
        ))$policy$, one.name || '_party', one.name, one.answer);
    execute format($policy$
      create policy %I on announcements.%I
        using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid)$policy$, one.name || '_keeper', one.name);
  end loop;
end
$$;
-- What else the same one answers, where they take it back.
create policy answer_same on announcements.answer using (
  territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
  and answerer_key = nullif(current_setting('terreau.answerer', true), '')::uuid
);
