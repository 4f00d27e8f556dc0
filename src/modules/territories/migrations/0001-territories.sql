create table territories.territory (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (name <> ''),
  country text not null check (country in ('FR', 'CH')),
  kind text not null check (kind in ('commune', 'grouping')),
  -- INSEE (commune), SIREN (grouping) in France; OFS number in Switzerland.
  code text not null,
  canton text check (canton ~ '^[A-Z]{2}$'),
  department text,
  -- Code of the intercommunality that the reference list gives, whether it has a portal here or not.
  grouping_code text,
  postcodes text[] not null default '{}',
  population integer,
  school_zone text,
  holiday_region text,
  time_zone text not null,
  locales text[] not null default '{fr}' check (cardinality(locales) > 0),
  currency text not null,
  accent text check (accent ~ '^#[0-9a-f]{6}$'),
  home_message jsonb,
  contact jsonb,
  legal jsonb not null default '{}',
  audit jsonb,
  services text[] not null default '{}',
  latitude float8,
  longitude float8,
  -- Whose portal answers at an unknown host name.
  is_default boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- Not unique: a commune may keep a trial portal beside the real one.
create index territory_code on territories.territory (country, kind, code);
create unique index territory_default on territories.territory (is_default) where is_default;

create table territories.host_name (
  host text primary key check (host = lower(host)),
  territory_id uuid not null references territories.territory (id)
);
create index host_name_territory on territories.host_name (territory_id);

-- A commune belongs to several groupings, each for a time.
create table territories.membership (
  id uuid primary key,
  member_id uuid not null references territories.territory (id),
  grouping_id uuid not null references territories.territory (id),
  since date not null,
  until date check (until > since),
  check (member_id <> grouping_id),
  unique (member_id, grouping_id, since)
);
create index membership_grouping on territories.membership (grouping_id);

create table territories.outline (
  territory_id uuid primary key references territories.territory (id),
  -- A GeoJSON Polygon or MultiPolygon.
  geometry jsonb not null
);

create table territories.logo (
  territory_id uuid primary key references territories.territory (id),
  -- WebP, re-encoded by us.
  content bytea not null,
  digest text not null
);

create table territories.district (
  territory_id uuid not null references territories.territory (id),
  id uuid not null,
  name text not null,
  latitude float8 not null,
  longitude float8 not null,
  primary key (territory_id, id),
  unique (territory_id, name)
);
