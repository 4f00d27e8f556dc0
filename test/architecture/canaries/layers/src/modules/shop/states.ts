export { sql } from './queries.ts';
