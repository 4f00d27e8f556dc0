/** The public face of the directory: what other modules and the shell show of it. */

export { directoryMessages } from './messages.ts';
export { directoryHome } from './queries/list.ts';
export { themes } from './themes.ts';
export type { DirectoryHome } from './view-models.ts';
export { listPath, ResultCard } from './views.tsx';
