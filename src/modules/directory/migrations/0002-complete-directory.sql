-- Structures, places and services in full: legal form, agreements, activity, identifiers, publics, fees, where a service
-- serves. Values of enumerations are checked by the application, whose vocabularies move with their standards.

alter table directory.organisation
  add column legal_form text,
  -- NAF in France, NOGA in Switzerland.
  add column activity_code text,
  add column networks text[] not null default '{}',
  add column languages text[] not null default '{}',
  -- [{scheme, value, isValid}]
  add column identifiers jsonb not null default '[]',
  -- « scheme:value » of the valid ones: what duplicates are found by.
  add column identifier_keys text[] not null default '{}',
  -- [{code, label, number, since, until}], ISO dates.
  add column accreditations jsonb not null default '[]',
  add column source_url text,
  add column moved_to uuid,
  add foreign key (territory_id, moved_to) references directory.organisation (territory_id, id),
  drop constraint organisation_state_check,
  add constraint organisation_state_check check (state in ('published', 'closed', 'moved'));
create index organisation_identifiers on directory.organisation using gin (territory_id, identifier_keys);

alter table directory.place
  add column address_complement text,
  add column commune_code text,
  add column is_address_confidential boolean not null default false,
  add column accessibility_url text,
  add column languages text[] not null default '{}',
  add column identifiers jsonb not null default '[]',
  add column identifier_keys text[] not null default '{}',
  add column moved_to uuid,
  add foreign key (territory_id, moved_to) references directory.place (territory_id, id),
  -- A shelter's address is not kept at all: what is not there cannot leak.
  add constraint place_confidential_address check (
    not is_address_confidential
    or num_nonnulls(street, address_complement, postcode, locality, commune_code, latitude, longitude) = 0
  ),
  drop constraint place_state_check,
  add constraint place_state_check check (state in ('published', 'closed', 'moved'));
create index place_identifiers on directory.place using gin (territory_id, identifier_keys);

alter table directory.service
  -- The default serves rows written before, and by the previous version.
  add column slug text collate "C" not null default gen_random_uuid()::text,
  add column name_key text not null default '',
  add column type text,
  add column topics text[] not null default '{}',
  add column fee text,
  add column fee_details text,
  add column publics text[] not null default '{}',
  add column publics_details text,
  add column access_conditions text,
  -- Its own address, where it is given elsewhere than at its place.
  add column street text,
  add column address_complement text,
  add column postcode text,
  add column locality text,
  add column commune_code text,
  add column latitude float8 check (latitude between -90 and 90),
  add column longitude float8 check (longitude between -180 and 180),
  add column is_address_confidential boolean not null default false,
  add column email text,
  add column phone text,
  add column opening_hours text,
  add column languages text[] not null default '{}',
  add column reception_modes text[] not null default '{}',
  -- Commune, département, intercommunality (SIREN), canton, country codes, or `france`; empty: not said.
  add column eligibility_zones text[] not null default '{}',
  add column referral_modes text[] not null default '{}',
  add column referrers text[] not null default '{}',
  add column referral_url text,
  add column referral_details text,
  add column weekly_hours float8 check (weekly_hours >= 0),
  add column weeks integer check (weeks >= 1),
  add column source_url text,
  add column state text not null default 'published' check (state in ('published', 'closed')),
  add column created_at timestamptz not null default now(),
  add column updated_at timestamptz not null default now(),
  add unique (territory_id, slug),
  add check ((latitude is null) = (longitude is null)),
  add constraint service_confidential_address check (
    not is_address_confidential
    or num_nonnulls(street, address_complement, postcode, locality, commune_code, latitude, longitude) = 0
  );
update directory.service set name_key = trim(regexp_replace(kernel.fold(name), '[^[:alnum:]]+', ' ', 'g'));
create index service_name on directory.service (territory_id, name_key);

alter table directory.state_change
  drop constraint state_change_subject_check,
  add constraint state_change_subject_check check (subject in ('organisation', 'place', 'service'));

-- People named by sources as contacts. Private unless they agreed: a second wall stands in the database.
create table directory.contact (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  organisation_id uuid not null,
  service_id uuid,
  name text not null check (name <> ''),
  phone text,
  email text,
  is_public boolean not null default false,
  source text not null,
  -- By when the person must have been told that we hold this (GDPR art. 14.3: a month), and when they were.
  notice_due_on date not null,
  notified_on date,
  created_at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, organisation_id) references directory.organisation (territory_id, id),
  foreign key (territory_id, service_id) references directory.service (territory_id, id)
);
create index contact_organisation on directory.contact (territory_id, organisation_id);
create unique index contact_service on directory.contact (territory_id, service_id) where service_id is not null;
alter table directory.contact enable row level security;
alter table directory.contact force row level security;
create policy contact_agreed on directory.contact for select using (is_public);
create policy contact_private on directory.contact
  using (territory_id = nullif(current_setting('terreau.directory_contacts', true), '')::uuid)
  with check (territory_id = nullif(current_setting('terreau.directory_contacts', true), '')::uuid);

-- Who asked not to be named: a digest, so that the objection holds at the next reading without keeping the name.
create table directory.objection (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  person_digest text not null,
  objected_on date not null,
  primary key (territory_id, id),
  unique (territory_id, person_digest)
);

create table directory.picture (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place')),
  subject_id uuid not null,
  -- WebP, re-encoded by us.
  content bytea not null,
  digest text not null,
  width integer not null,
  height integer not null,
  -- What it shows, for those who do not see it.
  alternative text not null check (alternative <> ''),
  credit text,
  rank integer not null,
  primary key (territory_id, id)
);
create index picture_subject on directory.picture (territory_id, subject_id, rank);

-- Where files and addresses come from, and how often they are read again.
create table directory.source (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  code text not null,
  name text not null,
  licence text,
  url text,
  format text not null,
  location text not null,
  mapping jsonb,
  every text not null check (every in ('day', 'week', 'month')),
  next_run_on date not null,
  last_run_at timestamptz,
  last_failure text,
  -- What its server said of the copy last read, so that it is not sent again unchanged.
  etag text,
  last_modified text,
  primary key (territory_id, id),
  unique (territory_id, code)
);

alter table directory.source_record
  alter column place_id drop not null,
  add column subject text not null default 'place' check (subject in ('organisation', 'place', 'service')),
  add column organisation_id uuid,
  add column service_id uuid,
  -- Gone from its source since.
  add column missing_since timestamptz,
  add foreign key (territory_id, organisation_id) references directory.organisation (territory_id, id),
  add foreign key (territory_id, service_id) references directory.service (territory_id, id),
  drop constraint source_record_territory_id_source_external_id_key,
  add unique (territory_id, source, subject, external_id),
  add check (
    case subject when 'organisation' then organisation_id is not null when 'place' then place_id is not null else service_id is not null end
  );
create index source_record_organisation on directory.source_record (territory_id, organisation_id) where organisation_id is not null;
create index source_record_service on directory.source_record (territory_id, service_id) where service_id is not null;

alter table directory.set_aside
  alter column twin_id drop not null,
  add column subject text not null default 'place' check (subject in ('organisation', 'place', 'service')),
  add column twin_organisation_id uuid,
  add column twin_service_id uuid,
  -- « twin » or « same-identifier », as in the report.
  add column reason text not null default 'twin',
  add foreign key (territory_id, twin_organisation_id) references directory.organisation (territory_id, id),
  add foreign key (territory_id, twin_service_id) references directory.service (territory_id, id),
  drop constraint set_aside_territory_id_source_external_id_key,
  add unique (territory_id, source, subject, external_id),
  add check (num_nonnulls(twin_id, twin_organisation_id, twin_service_id) >= 1);

-- Where a source says otherwise than what is kept here. What was edited here is never overwritten.
create table directory.conflict (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  subject text not null check (subject in ('organisation', 'place', 'service')),
  subject_id uuid not null,
  field text not null,
  source text not null,
  ours jsonb not null,
  theirs jsonb not null,
  found_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, subject_id, source, field)
);

-- Services are found by themselves; `facets` holds all that a list is narrowed by, as « public:jeunes ».
alter table directory.listing
  drop constraint listing_subject_check,
  add constraint listing_subject_check check (subject in ('organisation', 'place', 'service')),
  add column facets text[] not null default '{}',
  -- For a service of another territory that serves this one.
  add column home_territory_id uuid,
  add column home_territory_slug text,
  add column fee text,
  add column updated_at timestamptz not null default '1970-01-01';
create index listing_facets on directory.listing using gin (territory_id, facets);
create index listing_home on directory.listing (home_territory_id, id) where home_territory_id is not null;
create index listing_updated on directory.listing (territory_id, updated_at);
-- With what a list counts and sorts by: it reads the rows themselves for the page it shows only.
drop index directory.listing_name;
create index listing_name on directory.listing (territory_id, sort_name, id) include (facets, latitude, longitude, home_territory_id);
-- Planning tries a mistyped word on each value of the statistics, which takes longer than looking it up.
alter table directory.listing alter column words set statistics 0;
-- It is one already: said again, it forgets the statistics made before.
alter table directory.listing alter column words type text;

-- What reading all listings of a territory gives, by where they come from: how many have each facet value, and their words.
create table directory.listing_summary (
  territory_id uuid not null references territories.territory (id),
  -- Whose listings: the territory's own id, or that of the home of services which serve it.
  id uuid not null,
  -- {facet value: how many}
  facet_counts jsonb not null,
  words text[] not null,
  primary key (territory_id, id)
);
-- Changes of listings that the summary does not know of yet: while there is one, it does not hold.
create table directory.listing_change (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  primary key (territory_id, id)
);

-- Words that residents use, of the territory's own: they add to those that come with the software, or replace one.
create table directory.synonym (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  phrase text not null check (phrase <> ''),
  -- Empty: the phrase means nothing more than its words.
  means text[] not null,
  primary key (territory_id, id),
  unique (territory_id, phrase)
);

-- Searches that found nothing: by day, never by person.
create table directory.unmet_search (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  day date not null,
  -- Folded words, without what may name somebody.
  phrase text not null,
  -- Theme that the list was narrowed to, or ''.
  theme text not null,
  times integer not null,
  primary key (territory_id, id),
  unique (territory_id, phrase, theme, day)
);
create index unmet_search_day on directory.unmet_search (territory_id, day);

-- Listings are written anew, with their facets, at the next start.
update directory.vocabulary set digest = '';
