import pg from 'pg';

/**
 * What the serving role can do beyond reading and writing rows, one sentence each; empty where it is as it should be.
 * With more, a fault in the application could drop tables or read past row-level security.
 */
export async function roleMistakes(appUrl: string, schemas: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: string; super: boolean; bypass: boolean; creates: string[] | null; owns: string[] | null }>(
      `select current_user as role, r.rolsuper as super, r.rolbypassrls as bypass,
        (select array_agg(nspname::text) from pg_namespace where nspname = any($1) and has_schema_privilege(current_user, oid, 'create')) as creates,
        (select array_agg(n.nspname || '.' || c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = any($1) and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'usage')) as owns
      from pg_roles r where r.rolname = current_user`,
      [schemas],
    );
    const [row] = rows;
    if (!row) return [];
    const advice = 'Servez avec un compte à part dans DATABASE_URL, et gardez le propriétaire des tables pour DATABASE_MIGRATE_URL.';
    return [
      ...(row.super ? [`${row.role} est superutilisateur. ${advice}`] : []),
      ...(row.bypass && !row.super ? [`${row.role} passe outre la sécurité par ligne (BYPASSRLS). ${advice}`] : []),
      ...((row.creates || row.owns) && !row.super ? [`${row.role} peut changer les tables. ${advice}`] : []),
    ];
  } finally {
    await client.end();
  }
}
