#!/usr/bin/env node
// Entry of the `terreau` command, in plain JavaScript that an old Node can read: it finds a Node that is recent enough,
// builds what changed, and hands over.
import { runProject } from '../scripts/node.mjs';

await runProject(['scripts/cli.ts', ...process.argv.slice(2)]);
