-- What waits or was taken down is no page, whatever became of it since: being withdrawn makes it none again.
update announcements.announcement a set published_at = null
where a.published_at is not null and (
  a.state in ('submitted', 'refused', 'scheduled')
  or exists (
    select from announcements.state_change c
    where c.territory_id = a.territory_id and c.announcement_id = a.id and c.event = 'refuse' and c.at > a.published_at
  )
);
