-- What people load through the portal: files that they send, what is asked of them, and what became of each line.

-- A file as it was sent. It may name people: a second wall stands in the database, as for contacts.
create table directory.import_upload (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  name text not null,
  byte_count integer not null check (byte_count > 0),
  sha256 text not null,
  format text not null,
  -- Of a table: the sheet that was looked at, its columns with values of their first rows, and what they seem to be.
  outline jsonb,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  primary key (territory_id, id),
  -- The same file twice is one upload: a form sent twice, or a colleague who has the same.
  unique (territory_id, sha256)
);
create index import_upload_day on directory.import_upload (territory_id, uploaded_at);

create table directory.import_upload_part (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  upload_id uuid not null,
  rank integer not null,
  -- At most a megabyte: the whole file is never in memory to be read again.
  content bytea not null,
  primary key (territory_id, id),
  unique (territory_id, upload_id, rank),
  foreign key (territory_id, upload_id) references directory.import_upload (territory_id, id) on delete cascade
);

alter table directory.import_upload enable row level security;
alter table directory.import_upload force row level security;
create policy import_upload_staff on directory.import_upload
  using (territory_id = nullif(current_setting('terreau.directory_contacts', true), '')::uuid)
  with check (territory_id = nullif(current_setting('terreau.directory_contacts', true), '')::uuid);
alter table directory.import_upload_part enable row level security;
alter table directory.import_upload_part force row level security;
create policy import_upload_part_staff on directory.import_upload_part
  using (territory_id = nullif(current_setting('terreau.directory_contacts', true), '')::uuid)
  with check (territory_id = nullif(current_setting('terreau.directory_contacts', true), '')::uuid);

-- What somebody asked of an upload: to see what it would give, or to load it.
create table directory.import_request (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  kind text not null check (kind in ('preview', 'run')),
  -- Null once the file is deleted; a run is still told of.
  upload_id uuid,
  -- Of a run: the preview that it makes true, with the same file, source and mapping.
  preview_id uuid,
  file_name text not null,
  format text not null,
  -- Null: the format says.
  source text,
  mapping text,
  is_within boolean not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- Which attempt may write here: one whose process was taken for dead finds that it no longer may.
  attempt integer not null default 0,
  requested_by text not null,
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  cancelled_by text,
  counts jsonb,
  -- Warnings and reasons by how often, and the first lines of each outcome.
  summary jsonb,
  failure text,
  primary key (territory_id, id),
  unique (territory_id, preview_id)
);
-- One at a time is loaded into a territory: the second is told of the first.
create unique index import_request_running on directory.import_request (territory_id) where kind = 'run' and state in ('queued', 'running');
create unique index import_request_preview on directory.import_request (territory_id, upload_id) where kind = 'preview';

-- What became of the lines of a run: some hundred of one outcome in a row, as one page shows them.
create table directory.import_report (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  request_id uuid not null,
  attempt integer not null,
  outcome text not null,
  rank integer not null,
  lines jsonb not null,
  primary key (territory_id, id),
  unique (territory_id, request_id, outcome, rank, attempt),
  foreign key (territory_id, request_id) references directory.import_request (territory_id, id) on delete cascade
);

-- How the columns of a source's file were read, for the next file with the same ones.
create table directory.source_mapping (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  source text not null,
  -- Digest of the names of the columns, in order.
  columns_digest text not null,
  mapping text not null,
  saved_by text not null,
  saved_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, columns_digest, source)
);

-- The runs that a request made: several where it was killed and taken up again.
alter table directory.import_run add column request_id uuid;
