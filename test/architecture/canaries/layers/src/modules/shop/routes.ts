export { layout } from '../../web/layout.ts';
