export { it } from 'vitest';
