-- Trusted extensions only: the database's owner may create them, no superuser needed.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

-- French as people type it: « épicerie », « epicerie » and « épiceries » are one word.
create text search configuration kernel.french (copy = pg_catalog.french);
alter text search configuration kernel.french
  alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, french_stem;

-- unaccent() itself is only stable, since a dictionary may be edited; ours is not.
create function kernel.fold(value text) returns text
  language sql immutable strict parallel safe
  as $$ select lower(unaccent('unaccent'::regdictionary, value)) $$;

-- Metres between two points of the globe (haversine, mean radius 6 371 km).
create function kernel.distance_m(lat1 float8, lng1 float8, lat2 float8, lng2 float8) returns float8
  language sql immutable strict parallel safe
  as $$ select 12742000 * asin(sqrt(
    power(sin(radians(lat2 - lat1) / 2), 2)
    + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lng2 - lng1) / 2), 2))) $$;
