-- What is within some kilometres of a point, by the box around it; and the nearest of all, without touching each one's page of the table.
create index announcement_near on announcements.announcement (territory_id, latitude, longitude)
  include (id, published_at, expires_on, audience) where state = 'published';
