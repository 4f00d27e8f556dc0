export { sql } from '../modules/shop/queries.ts';
