export { manifest } from '../modules/shop/module.ts';
