/** Builds what changed, then runs the command line from the build. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { build } from './build.ts';

await build((message) => process.stderr.write(`${message}\n`));
// Compiled once, kept beside the build: a later start spends 0.4 s of processor on its modules instead of 0.7.
enableCompileCache(join(import.meta.dirname, '../dist/cache'));
const { main } = (await import(new URL('../dist/terreau.js', import.meta.url).href)) as { main: (argv: string[]) => Promise<void> };
await main(process.argv.slice(2));
