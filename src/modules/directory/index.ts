/** The public face of the directory: what other modules and the shell show of it. */
export type { DirectoryHome } from './view-models.ts';
export { directoryMessages } from './messages.ts';
export { directoryHome } from './queries/list.ts';
export { themes, type Theme, type ThemeCode } from './themes.ts';
export { listPath, ResultCard } from './views.tsx';
