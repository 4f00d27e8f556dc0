// The project's own tools, on a Node that is recent enough: `npm test`, `npm run check`…
import { runProject } from './node.mjs';

const [task, ...rest] = process.argv.slice(2);
// Some tasks import the application's own pages.
await runProject([`scripts/${task}.ts`, ...rest], ['--import', new URL('tsx.ts', import.meta.url).href]);
