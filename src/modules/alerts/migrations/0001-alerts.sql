-- Searches of announcements that somebody keeps, to be written to about what is new. The address is all that is known of them.

create table alerts.alert (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  -- Made of the address and the territory: what row-level security compares, so that no address goes into a setting.
  reader_id uuid not null,
  email text not null check (email = lower(email) and email <> ''),
  locale text not null,
  -- The list that shows the same, without the language: `/annonces/jeunes?quoi=stage`.
  address text not null,
  rhythm text not null check (rhythm in ('at-once', 'daily', 'weekly', 'paused')),
  -- Where something has to be, or be possible from afar.
  near_name text,
  latitude double precision,
  longitude double precision,
  within_km integer,
  -- What an announcement has to have: all of these facets, all of these words (null: any), and be open to who is as old.
  facets text[] not null,
  words tsquery,
  age integer,
  -- One of the things that an announcement has to have: under it, the alert is looked up. `*`: everything matches.
  anchor text not null,
  -- What was found before is not told: it was paused meanwhile.
  since timestamptz not null,
  -- Null once somebody followed the link that was sent to the address, and said yes.
  unconfirmed_since timestamptz,
  -- When they last said that they want it, and since when they are asked again.
  confirmed_at timestamptz,
  asked_again_at timestamptz,
  created_at timestamptz not null,
  primary key (territory_id, id),
  unique nulls not distinct (territory_id, reader_id, address, near_name, within_km),
  check ((unconfirmed_since is null) = (confirmed_at is not null)),
  check ((near_name is null) = (within_km is null) and (near_name is null) = (latitude is null) and (near_name is null) = (longitude is null))
);
create index alert_anchor on alerts.alert (territory_id, anchor) where unconfirmed_since is null and rhythm <> 'paused';
create index alert_email on alerts.alert (territory_id, email);
create index alert_confirmed on alerts.alert (territory_id, confirmed_at) where asked_again_at is null;
alter table alerts.alert enable row level security;
alter table alerts.alert force row level security;
create policy alert_reader on alerts.alert
  using (
    territory_id = nullif(current_setting('terreau.territory', true), '')::uuid
    and reader_id = nullif(current_setting('terreau.reader', true), '')::uuid
  );
-- Matching and writing, which run for the territory as a whole; export, erasure and retention.
create policy alert_keeper on alerts.alert
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);

-- An announcement that an alert asked for: once for ever, whatever becomes of both.
create table alerts.match (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  alert_id uuid not null,
  -- Of this territory or of one whose announcements its portal shows: no foreign key.
  announcement_id uuid not null,
  at timestamptz not null,
  -- When a letter told it, or it was seen that there is nothing to tell any more.
  told_at timestamptz,
  primary key (territory_id, id),
  unique (territory_id, alert_id, announcement_id),
  foreign key (territory_id, alert_id) references alerts.alert (territory_id, id) on delete cascade
);
create index match_untold on alerts.match (territory_id, at) where told_at is null;
alter table alerts.match enable row level security;
alter table alerts.match force row level security;
create policy match_keeper on alerts.match
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);
