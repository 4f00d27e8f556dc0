-- Hundreds of thousands are written at once, and their alert says the same of the territory.
alter table alerts.match drop constraint match_territory_id_fkey;
