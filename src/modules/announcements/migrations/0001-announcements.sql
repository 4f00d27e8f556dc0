-- What structures, institutions and people with a project publish for a time: help wanted, jobs, placements, premises,
-- materials, appeals. What is published is public; drafts are seen by who keeps them and by moderators.

create table announcements.announcement (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  slug text not null check (slug <> ''),
  kind text not null check (kind in (
    'volunteering', 'job', 'internship', 'apprenticeship', 'seasonal-job', 'service-civique', 'premises', 'materials', 'appeal', 'information'
  )),
  state text not null check (state in ('draft', 'submitted', 'scheduled', 'published', 'refused', 'filled', 'expired', 'withdrawn')),
  -- The structure of the directory that publishes; null: who has no page there. No foreign key: it may be merged or go.
  organisation_id uuid,
  -- Its name as it is shown; kept, so that lists need no other table.
  publisher text not null check (publisher <> ''),
  -- Whose it is, where no structure publishes it; and `person:<id>` where an agent wrote it for somebody.
  author_account uuid,
  on_behalf_of text,
  title text not null check (title <> ''),
  body text not null,
  -- What its kind asks, as `kinds/` reads it.
  facts jsonb not null default '{}',
  audience text not null default 'own' check (audience in ('own', 'groupings')),
  street text,
  postcode text,
  locality text,
  latitude double precision,
  longitude double precision,
  is_remote boolean not null default false,
  -- How one answers: by phone, on the spot (in words), at an address of the web.
  phone text,
  on_the_spot text,
  link text,
  -- When it takes place or begins, and ends: what « this week-end » looks at. Days of the week from 1, Monday.
  takes_place daterange,
  weekdays integer[] not null default '{}',
  minimum_age integer,
  facets text[] not null default '{}',
  search tsvector not null default '',
  -- Wanted by its author; published then.
  publish_on date,
  expires_on date,
  published_at timestamptz,
  -- When its author was told that it ends soon, for this end.
  reminded_for date,
  -- Why it was refused, in words.
  reason text,
  -- Since when nobody sees it any more.
  ended_at timestamptz,
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, slug),
  check ((latitude is null) = (longitude is null)),
  check ((organisation_id is null) = (author_account is not null)),
  check (state <> 'published' or (published_at is not null and expires_on is not null))
);
create index announcement_list on announcements.announcement (territory_id, published_at desc, id) where state = 'published';
create index announcement_words on announcements.announcement using gin (territory_id, search) where state = 'published';
create index announcement_facets on announcements.announcement using gin (territory_id, facets) where state = 'published';
create index announcement_organisation on announcements.announcement (territory_id, organisation_id) where organisation_id is not null;
create index announcement_author on announcements.announcement (territory_id, author_account) where author_account is not null;
create index announcement_due on announcements.announcement (territory_id, expires_on) where state = 'published';
create index announcement_scheduled on announcements.announcement (territory_id, publish_on) where state = 'scheduled';

-- Each change of state: who, for whom, when, from what to what, and why.
create table announcements.state_change (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  announcement_id uuid not null,
  event text not null,
  from_state text not null,
  to_state text not null,
  -- `account:<id>` or `system`.
  actor text not null,
  on_behalf_of text,
  reason text,
  at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, announcement_id) references announcements.announcement (territory_id, id) on delete cascade
);
create index state_change_of on announcements.state_change (territory_id, announcement_id, at);

-- Structures whose announcements are published without waiting for a moderator.
create table announcements.trust (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  organisation_id uuid not null,
  granted_by text not null,
  granted_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, organisation_id)
);
