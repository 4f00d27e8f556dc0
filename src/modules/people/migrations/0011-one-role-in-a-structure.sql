-- One is owner or editor of a structure, not both: who was taken out of its team, or left it, would still be in it by the other.
update people.role set ended_at = now(), ended_by = 'system'
  where role = 'editor' and structure_id is not null and ended_at is null
    and exists (select from people.role owner where owner.territory_id = role.territory_id and owner.account_id = role.account_id
      and owner.structure_id = role.structure_id and owner.role = 'owner' and owner.ended_at is null);
create unique index role_one_a_structure on people.role (territory_id, account_id, structure_id)
  where structure_id is not null and ended_at is null;
