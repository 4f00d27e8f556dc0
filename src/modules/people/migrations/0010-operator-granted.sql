-- Who runs the installation is a role as the others: with who gave it and when. Of those from before, the journal alone knows.
alter table people.account
  -- Who: `account:…`, `system`.
  add column operator_granted_by text,
  add column operator_granted_at timestamptz,
  add check ((operator_granted_by is null) = (operator_granted_at is null)),
  add check (is_operator or operator_granted_at is null);
