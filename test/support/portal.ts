import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const root = dirname(dirname(import.meta.dirname));

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Portal {
  port: number;
  /** Where its data is: another process may join its store. */
  folder: string;
  /** Address of a territory's portal, as a browser opens it. */
  url(slug: string, path?: string): string;
  /** Runs another `terreau` command on the same data. */
  terreau(...parameters: string[]): Promise<CommandResult>;
  /** @param options.keep leave its folder behind. */
  stop(options?: { keep: boolean }): Promise<void>;
}

interface PortalOptions {
  /** Without it, an empty installation gets the demonstration, as anyone's would. */
  withoutDemonstration?: boolean;
  /** The time at which its clock starts, for pictures that are the same at any hour. */
  now?: string;
  /** What an operator would set besides. */
  settings?: Readonly<Record<string, string>>;
}

/** The real portal, as `npm start` puts it on line: a process of its own on a folder of its own. */
export async function startPortal({ withoutDemonstration = false, now, settings }: PortalOptions = {}): Promise<Portal> {
  const folder = mkdtempSync(join(tmpdir(), 'terreau-journey-'));
  // Its days are counted from today: at another time, and in another's folder, it is loaded anew. PostgreSQL minds the modes of its
  // folders, which Node's own copy does not keep.
  const demonstration = process.env['TEST_DEMONSTRATION'];
  if (demonstration && !withoutDemonstration && !now && !settings?.['DATA_DIR']) execFileSync('cp', ['-Rp', `${demonstration}/.`, folder]);
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    DATABASE_URL: '',
    DATABASE_MIGRATE_URL: '',
    PUBLIC_URL: '',
    NODE_OPTIONS: now ? startingAt(now) : '',
    ...settings,
  };
  const launch = (parameters: readonly string[]) => spawn(process.execPath, [join(root, 'bin/terreau.mjs'), ...parameters], { env });
  const server = launch(['start', ...(withoutDemonstration ? ['--no-demo'] : [])]);
  const output = collect(server);
  const stop = async ({ keep } = { keep: false }) => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    if (!keep) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = await new Promise<number>((resolve, reject) => {
      server.stdout.on('data', () => {
        const [, found] = /https?:\/\/[^/\s]+:(\d+)\//.exec(output.stdout) ?? [];
        if (found) resolve(Number(found));
      });
      server.once('exit', (code) => reject(new Error(`The portal ended with ${code}:\n${output.stderr}`)));
    });
    return {
      port,
      folder,
      url: (slug, path = '/') => `http://${slug}.localhost:${port}${path}`,
      async terreau(...parameters) {
        const command = launch(parameters);
        const said = collect(command);
        const [code] = (await once(command, 'close')) as [number | null];
        return { code, ...said };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  }
  return said;
}

/** Node's options that shift the process's clock, so that it begins at this time and runs on from there. */
function startingAt(now: string): string {
  const shift = `const real=Date.now,by=Date.parse(${JSON.stringify(now)})-real();Date.now=()=>real()+by;`;
  return `--import=data:text/javascript,${encodeURIComponent(shift)}`;
}
