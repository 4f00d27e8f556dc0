export { shop } from '../shop/index.ts';
