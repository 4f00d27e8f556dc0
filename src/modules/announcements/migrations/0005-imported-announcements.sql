-- Announcements that files tell: whose rows became which, and sources that are published without waiting for a moderator.

-- What a source tells of who has no page here is nobody's account's.
alter table announcements.announcement drop constraint announcement_check1;
alter table announcements.announcement add constraint announcement_keeper check (organisation_id is null or author_account is null);

-- The last day on which its source wants it shown; null: as long as its kind lasts.
alter table announcements.announcement add column shown_until date;

create table announcements.source_record (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  source text not null check (source <> ''),
  external_id text not null,
  announcement_id uuid not null,
  -- Of all that the row said.
  digest text not null,
  -- Of the announcement, as the import wrote it: another one was written by people here.
  revision integer not null,
  import_run_id uuid not null,
  -- Since when its source tells it no more.
  missing_since timestamptz,
  primary key (territory_id, id),
  unique (territory_id, source, external_id),
  foreign key (territory_id, announcement_id) references announcements.announcement (territory_id, id) on delete cascade
);
create index source_record_announcement on announcements.source_record (territory_id, announcement_id);

create table announcements.trusted_source (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  source text not null check (source <> ''),
  granted_by text not null,
  granted_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, source)
);
