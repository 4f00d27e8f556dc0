-- Who sent a file may have what is held about them, and have it erased.
create policy import_upload_keeper on directory.import_upload
  using (territory_id = nullif(current_setting('terreau.keeper', true), '')::uuid);
