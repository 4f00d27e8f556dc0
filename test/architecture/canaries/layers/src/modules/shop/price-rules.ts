export type { Kysely } from '../../kernel/db/database.ts';
