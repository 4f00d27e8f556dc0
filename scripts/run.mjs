// The project's own tools, on a Node that is recent enough: `npm test`, `npm run check`…
import { runProject } from './node.mjs';

const [task, ...rest] = process.argv.slice(2);
await runProject([`scripts/${task}.ts`, ...rest]);
