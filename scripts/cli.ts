/** Builds what changed, then runs the command line from the build. */
import { ensureBuilt } from './built.ts';

await ensureBuilt((message) => process.stderr.write(`${message}\n`));
const { main } = (await import(new URL('../dist/terreau.js', import.meta.url).href)) as { main: (argv: string[]) => Promise<void> };
await main(process.argv.slice(2));
