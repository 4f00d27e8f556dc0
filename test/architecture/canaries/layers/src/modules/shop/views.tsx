export { Kysely } from '../../kernel/db/database.ts';
