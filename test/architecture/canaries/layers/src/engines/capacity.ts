export { shop } from '../modules/shop/index.ts';
