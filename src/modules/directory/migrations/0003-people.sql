-- What people write of the directory: who changed what, what is being written, addresses that pages had before, duplicates
-- made one, and when facts were last confirmed.

alter table directory.organisation
  -- How many times its facts were written: what a draft and an import compare with.
  add column revision integer not null default 0,
  -- The day when a person here, or the source that told it, last said that it is so. The default serves the previous version.
  add column confirmed_on date not null default current_date;
alter table directory.place
  add column revision integer not null default 0,
  add column confirmed_on date not null default current_date;
alter table directory.service
  add column revision integer not null default 0,
  add column confirmed_on date not null default current_date;
update directory.organisation set confirmed_on = coalesce((select max(f.value->>'date') from jsonb_each(provenance) f)::date, updated_at::date);
update directory.place set confirmed_on = coalesce((select max(f.value->>'date') from jsonb_each(provenance) f)::date, updated_at::date);
update directory.service set confirmed_on = coalesce((select max(f.value->>'date') from jsonb_each(provenance) f)::date, updated_at::date);

-- When its source last said so: a row read again unchanged confirms its subject, which is not written for that.
alter table directory.source_record add column confirmed_on date;

-- Each write of a subject's facts, by a person or a source. `actor`: account:<id>, person:<id>, source:<code> or system.
create table directory.revision (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place', 'service')),
  subject_id uuid not null,
  number integer not null check (number > 0),
  what text not null check (what in ('created', 'edited', 'imported', 'reverted', 'merged', 'renamed', 'confirmed', 'pictures')),
  actor text not null,
  -- For whom, where somebody writes in the name of another.
  on_behalf_of text,
  reason text,
  at timestamptz not null,
  -- {field: {from, to}}; never an address that is confidential.
  changes jsonb not null,
  primary key (territory_id, id),
  unique (territory_id, subject_id, number)
);

alter table directory.state_change add column on_behalf_of text;
-- Until now sources alone changed states; they are written as in every other history.
update directory.state_change set actor = 'source:' || actor where actor !~ '^(account|person|source):' and actor <> 'system';

-- What somebody is writing and has not published.
create table directory.draft (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place', 'service')),
  -- Null: a new one, of this structure and at this place.
  subject_id uuid,
  organisation_id uuid,
  place_id uuid,
  author text not null,
  -- The revision of its subject that the author had before their eyes.
  base_revision integer not null,
  facts jsonb not null,
  saved_at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, organisation_id) references directory.organisation (territory_id, id),
  foreign key (territory_id, place_id) references directory.place (territory_id, id)
);
create unique index draft_subject on directory.draft (territory_id, subject_id, author) where subject_id is not null;
create index draft_author on directory.draft (territory_id, author, saved_at);
create index draft_organisation on directory.draft (territory_id, organisation_id) where organisation_id is not null;
create index draft_place on directory.draft (territory_id, place_id) where place_id is not null;

-- Addresses that pages had: they lead to the page for ever, and are nobody else's.
create table directory.former_slug (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place', 'service')),
  subject_id uuid not null,
  slug text collate "C" not null,
  until timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, subject, slug)
);
create index former_slug_subject on directory.former_slug (territory_id, subject_id);

-- Two that were one: what the one that went was, and where its history and its page are found now.
create table directory.merger (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place', 'service')),
  -- The one that is there today, also where the one kept then was itself merged since.
  kept_id uuid not null,
  merged_id uuid not null,
  name text not null,
  facts jsonb not null,
  actor text not null,
  on_behalf_of text,
  reason text,
  at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, merged_id)
);
create index merger_kept on directory.merger (territory_id, kept_id);
