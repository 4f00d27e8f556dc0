export { sql } from '../shop/queries.ts';
