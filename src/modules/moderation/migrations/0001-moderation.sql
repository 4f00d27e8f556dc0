-- One queue for all that somebody decides on. What was sent, and by whom, is seen by the territory's moderators, by its
-- sender, and by who holds its signed address (`terreau.item`).

create table moderation.item (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  kind text not null,
  state text not null check (state in ('open', 'in-question', 'approved', 'refused', 'withdrawn', 'superseded')),
  is_urgent boolean not null default false,
  -- What it is about, in its module; null: something new.
  subject text,
  subject_id uuid,
  -- What is raised once at a time, as a subject's conflict is.
  once_key text,
  title text not null check (title <> ''),
  -- Folded, for the queue's search.
  words text not null,
  -- What was sent, as the module of its kind reads it.
  payload jsonb not null,
  -- What the sender wrote beside.
  note text,
  -- `account:<id>`, `visitor`, `source:<code>` or `system`.
  author text not null,
  author_account uuid,
  author_name text,
  author_email text,
  author_locale text not null default 'fr',
  assigned_to uuid,
  opened_at timestamptz not null,
  -- When it last began to wait for a decision: sent, or answered.
  waiting_since timestamptz not null,
  decided_at timestamptz,
  -- When its sender's name and address went.
  forgotten_at timestamptz,
  primary key (territory_id, id),
  check ((decided_at is null) = (state in ('open', 'in-question')))
);
create unique index item_once on moderation.item (territory_id, kind, once_key) where once_key is not null and decided_at is null;
create index item_waiting on moderation.item (territory_id, (not is_urgent), opened_at, id) where decided_at is null;
create index item_decided on moderation.item (territory_id, decided_at, id) where decided_at is not null;
create index item_subject on moderation.item (territory_id, subject_id) where subject_id is not null;
create index item_author on moderation.item (territory_id, author_account, opened_at) where author_account is not null;

alter table moderation.item enable row level security;
alter table moderation.item force row level security;
create policy item_moderator on moderation.item
  using (territory_id = nullif(current_setting('terreau.moderator', true), '')::uuid);
-- Anyone may send; nobody in the name of another account.
create policy item_send on moderation.item for insert
  with check (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and state = 'open' and assigned_to is null
    and (author_account is null or author_account = nullif(current_setting('terreau.account', true), '')::uuid)
  );
create policy item_author_read on moderation.item for select
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and (
      author_account = nullif(current_setting('terreau.account', true), '')::uuid
      or id = nullif(current_setting('terreau.item', true), '')::uuid
    )
  );
-- A sender answers or takes back, and decides nothing.
create policy item_author_write on moderation.item for update
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and (
      author_account = nullif(current_setting('terreau.account', true), '')::uuid
      or id = nullif(current_setting('terreau.item', true), '')::uuid
    )
  )
  with check (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and state in ('open', 'withdrawn')
    and (
      author_account = nullif(current_setting('terreau.account', true), '')::uuid
      or id = nullif(current_setting('terreau.item', true), '')::uuid
    )
  );
-- Imports, export, erasure and retention, which run for the territory as a whole.
create policy item_keeper on moderation.item
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- Each change of an item: who, when, from what to what, and why. Handing it to somebody changes no state.
create table moderation.decision (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  item_id uuid not null,
  -- As the item: for row-level security.
  author_account uuid,
  event text not null check (event in ('ask', 'answer', 'approve', 'refuse', 'withdraw', 'supersede', 'assign')),
  from_state text not null,
  to_state text not null,
  actor text not null,
  at timestamptz not null,
  -- Of a refusal, in the words of the list.
  reason text,
  -- What is written to the sender, or by them.
  message text,
  -- To whom it was handed; null: to nobody any more.
  assigned_to uuid,
  -- Where what was approved is seen.
  path text,
  primary key (territory_id, id),
  foreign key (territory_id, item_id) references moderation.item (territory_id, id)
);
create index decision_item on moderation.decision (territory_id, item_id, at);

alter table moderation.decision enable row level security;
alter table moderation.decision force row level security;
create policy decision_moderator on moderation.decision
  using (territory_id = nullif(current_setting('terreau.moderator', true), '')::uuid);
create policy decision_author_read on moderation.decision for select
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and (
      author_account = nullif(current_setting('terreau.account', true), '')::uuid
      or item_id = nullif(current_setting('terreau.item', true), '')::uuid
    )
  );
create policy decision_author_write on moderation.decision for insert
  with check (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and event in ('answer', 'withdraw')
    and (
      author_account = nullif(current_setting('terreau.account', true), '')::uuid
      or item_id = nullif(current_setting('terreau.item', true), '')::uuid
    )
  );
create policy decision_keeper on moderation.decision
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- Why things of a kind may be refused, as the territory says it; without rows, as its module does.
create table moderation.reason (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  kind text not null,
  position integer not null,
  text text not null check (text <> ''),
  primary key (territory_id, id),
  unique (territory_id, kind, position)
);
