create table directory.organisation (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  slug text collate "C" not null,
  name text not null check (name <> ''),
  name_key text not null,
  alternate_names text[] not null default '{}',
  description text,
  kinds text[] not null,
  themes text[] not null,
  email text,
  phone text,
  website text,
  state text not null check (state in ('published', 'closed')),
  provenance jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, slug)
);
create index organisation_name on directory.organisation (territory_id, name_key);

create table directory.place (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  -- A place whose organisation is not known is allowed.
  organisation_id uuid,
  slug text collate "C" not null,
  name text not null check (name <> ''),
  name_key text not null,
  alternate_names text[] not null default '{}',
  description text,
  kinds text[] not null,
  themes text[] not null,
  street text,
  postcode text,
  locality text,
  latitude float8 check (latitude between -90 and 90),
  longitude float8 check (longitude between -180 and 180),
  email text,
  phone text,
  website text,
  opening_hours text,
  wheelchair text check (wheelchair in ('yes', 'limited', 'no')),
  is_outside boolean not null default false,
  state text not null check (state in ('published', 'closed')),
  provenance jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, slug),
  foreign key (territory_id, organisation_id) references directory.organisation (territory_id, id),
  check ((latitude is null) = (longitude is null))
);
create index place_organisation on directory.place (territory_id, organisation_id);
create index place_name on directory.place (territory_id, name_key);

create table directory.service (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  organisation_id uuid not null,
  -- Null: wherever the organisation is.
  place_id uuid,
  name text not null check (name <> ''),
  description text not null,
  themes text[] not null,
  -- Minor units; 0 is free, null is not known.
  price_amount bigint check (price_amount >= 0),
  price_currency text,
  provenance jsonb not null,
  primary key (territory_id, id),
  foreign key (territory_id, organisation_id) references directory.organisation (territory_id, id),
  foreign key (territory_id, place_id) references directory.place (territory_id, id),
  check ((price_amount is null) = (price_currency is null))
);
create index service_organisation on directory.service (territory_id, organisation_id);
create index service_place on directory.service (territory_id, place_id);

create table directory.state_change (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place')),
  subject_id uuid not null,
  from_state text,
  to_state text not null,
  event text not null,
  -- Who: a person's reference, or the source that said so.
  actor text not null,
  reason text,
  at timestamptz not null,
  primary key (territory_id, id)
);
create index state_change_subject on directory.state_change (territory_id, subject_id, at);

create table directory.import_run (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  format text not null,
  source text not null,
  files text[] not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  counts jsonb,
  primary key (territory_id, id)
);

-- What a row of a source became here.
create table directory.source_record (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  source text not null,
  external_id text not null,
  place_id uuid not null,
  -- Of the facts as last read, so that an unchanged row costs nothing.
  digest text not null,
  import_run_id uuid not null,
  primary key (territory_id, id),
  unique (territory_id, source, external_id),
  foreign key (territory_id, place_id) references directory.place (territory_id, id),
  foreign key (territory_id, import_run_id) references directory.import_run (territory_id, id)
);
create index source_record_place on directory.source_record (territory_id, place_id);

-- Rows kept aside because they look like a place that is already here.
create table directory.set_aside (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  source text not null,
  external_id text not null,
  twin_id uuid not null,
  facts jsonb not null,
  import_run_id uuid not null,
  primary key (territory_id, id),
  unique (territory_id, source, external_id),
  foreign key (territory_id, twin_id) references directory.place (territory_id, id),
  foreign key (territory_id, import_run_id) references directory.import_run (territory_id, id)
);

-- What the search reads: one row for each place, and for each organisation that has none. Written with its subject.
create table directory.listing (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place')),
  slug text not null,
  name text not null,
  -- For the alphabet: without accents or capitals.
  sort_name text collate "C" not null,
  organisation_id uuid,
  organisation_name text,
  kinds text[] not null,
  themes text[] not null,
  street text,
  locality text,
  wheelchair text,
  latitude float8,
  longitude float8,
  opening_hours text,
  -- Opening hours unrolled in real time, from the day they were computed to `hours_until`; null: not known.
  open_during tstzmultirange,
  -- Perhaps open: by appointment, or a public holiday that the hours do not mention.
  uncertain_during tstzmultirange,
  opening_comment text,
  hours_until timestamptz,
  -- For typing mistakes: folded name and kinds.
  words text not null,
  search tsvector not null,
  primary key (territory_id, id)
);
create index listing_search on directory.listing using gin (territory_id, search);
create index listing_words on directory.listing using gin (territory_id, words gin_trgm_ops);
create index listing_name on directory.listing (territory_id, sort_name, id);
create index listing_organisation on directory.listing (territory_id, organisation_id);
create index listing_position on directory.listing (territory_id, latitude, longitude);
create index listing_hours on directory.listing (territory_id, hours_until) where opening_hours is not null;

-- Which wording of the kinds and themes the listings were written with.
create table directory.vocabulary (
  id integer primary key check (id = 1),
  digest text not null
);
