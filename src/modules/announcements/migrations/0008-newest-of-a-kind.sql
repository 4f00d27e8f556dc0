-- What an announcement leads to is chosen from the newest of its kind: these alone are read, however many a town has.
create index announcement_kind on announcements.announcement (territory_id, kind, published_at desc, id desc) where state = 'published';
