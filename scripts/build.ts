/** Builds the server and what browsers load into `dist/`. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { spriteOf } from '../src/ui/icons.ts';

const root = dirname(import.meta.dirname);
const dist = join(root, 'dist');
const modules = join(root, 'node_modules');

/** Builds anew, whatever is there. @param print what it is built from, as `built.ts` compares it. */
export async function build(print: string): Promise<void> {
  // Made beside and put in place at once: another process may be reading the build before this one.
  const draft = mkdtempSync(join(root, '.dist-'));
  try {
    await buildServer(draft);
    await buildAssets(join(draft, 'assets'));
    keepFormerAssets(join(draft, 'assets'));
    writeFileSync(join(draft, 'stamp'), print);
    // Its helper process would live as long as the server.
    await esbuild.stop();
    // A build made by root serves whoever runs it.
    chmodSync(draft, 0o755);
    replace(draft);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const MONTH = 30 * 86_400_000;

/** A server that runs, and pages that are open, still ask for the files of the build before. */
function keepFormerAssets(folder: string): void {
  const former = join(dist, 'assets');
  if (!existsSync(former)) return;
  for (const name of readdirSync(former)) {
    const file = join(former, name);
    const isKept = /-[0-9a-f]{10}\./.test(name) && !existsSync(join(folder, name)) && Date.now() - statSync(file).mtimeMs < MONTH;
    if (isKept) cpSync(file, join(folder, name), { preserveTimestamps: true });
  }
}

/** Puts a build in the place of the one before; of two that are made at once, either will do. */
function replace(draft: string): void {
  const old = `${draft}-old`;
  for (let attempt = 0; ; attempt += 1) {
    try {
      if (existsSync(dist)) renameSync(dist, old);
      renameSync(draft, dist);
      break;
    } catch (error) {
      if (attempt > 10 || !['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

async function buildServer(folder: string): Promise<void> {
  await esbuild.build({
    // The log apart: its library asks where it was called from, and Node then reads the source map of that whole file.
    entryPoints: { terreau: join(root, 'src/cli/terreau.ts'), log: join(root, 'src/kernel/log.ts') },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    chunkNames: 'chunks/[name]-[hash]',
    define: { 'process.env.NODE_ENV': 'process.env.NODE_ENV' },
    logLevel: 'warning',
  });
}

async function buildAssets(folder: string): Promise<void> {
  mkdirSync(join(folder, 'fonts'), { recursive: true });
  const icons = spriteOf((name) => readFileSync(join(modules, `lucide-static/icons/${name}.svg`), 'utf8'));
  const mapStyle = put(folder, 'map', 'css', await style('src/ui/styles/map.css'));
  // Apart from the pages' own, since most visitors never open a map: it comes when asked for, by this address.
  const mapScript = put(folder, 'map', 'js', await script('src/web/islands/map.ts', { MAP_STYLE: mapStyle }));
  const passkeyScript = put(folder, 'passkey', 'js', await script('src/web/islands/passkey-ceremony.ts', {}));
  const signatureScript = put(folder, 'signature', 'js', await script('src/web/islands/signature-drawing.ts', {}));
  const cropScript = put(folder, 'crop', 'js', await script('src/web/islands/picture-cropping.ts', {}));
  const manifest = {
    css: put(folder, 'app', 'css', await style('src/ui/styles/app.css')),
    denseCss: put(folder, 'dense', 'css', await style('src/ui/styles/dense.css')),
    script: put(folder, 'app', 'js', await script('src/web/islands/index.ts', { MAP_SCRIPT: mapScript, PASSKEY_SCRIPT: passkeyScript })),
    denseScript: put(
      folder,
      'dense',
      'js',
      await script('src/web/islands/dense.ts', { SIGNATURE_SCRIPT: signatureScript, CROP_SCRIPT: cropScript }),
    ),
    embedCss: put(folder, 'embed', 'css', await style('src/ui/styles/frame.css')),
    iconSprite: put(folder, 'icons', 'svg', Buffer.from(icons)),
  };
  for (const part of ['latin', 'latin-ext']) {
    cpSync(
      join(modules, `@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${part}-wght-normal.woff2`),
      join(folder, `fonts/atkinson-${part}.woff2`),
    );
  }
  put(folder, 'favicon', 'svg', readFileSync(join(root, 'src/ui/favicon.svg')), false);
  mkdirSync(join(folder, 'widgets'));
  const embedStyle = new TextDecoder().decode(await style('src/ui/styles/embed.css'));
  put(join(folder, 'widgets'), 'terreau', 'js', await script('src/web/widgets/terreau.ts', { EMBED_STYLE: embedStyle }, 'iife'), false);
  // What every page needs to show itself off line; a new build is a new worker, since these are in its text.
  const kept = [manifest.css, manifest.script, manifest.iconSprite, '/assets/fonts/atkinson-latin.woff2', '/assets/favicon.svg'];
  put(folder, 'sw', 'js', await script('src/web/islands/service-worker.ts', { KEPT_ASSETS: kept }), false);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
}

const forBrowsers = {
  bundle: true,
  minify: true,
  write: false,
  logLevel: 'warning',
  external: ['/assets/*'],
} satisfies esbuild.BuildOptions;

async function style(entry: string): Promise<Uint8Array> {
  return output(
    await esbuild.build({
      ...forBrowsers,
      entryPoints: [join(root, entry)],
      target: ['chrome111', 'firefox113', 'safari16.2'],
      loader: { '.png': 'dataurl' },
    }),
  );
}

async function script(entry: string, constants: Readonly<Record<string, unknown>>, format: 'esm' | 'iife' = 'esm'): Promise<Uint8Array> {
  return output(
    await esbuild.build({
      ...forBrowsers,
      entryPoints: [join(root, entry)],
      format,
      target: ['es2020'],
      define: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
    }),
  );
}

function output(result: { outputFiles: { contents: Uint8Array }[] }): Uint8Array {
  const [file] = result.outputFiles;
  if (!file) throw new Error('The build made no file.');
  return file.contents;
}

/** Writes a file under the digest of its content, with its compressed forms beside it, and returns its address. */
function put(folder: string, name: string, extension: string, content: Uint8Array, withDigest = true): string {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const file = withDigest ? `${name}-${digest}.${extension}` : `${name}.${extension}`;
  writeFileSync(join(folder, file), content);
  writeFileSync(join(folder, `${file}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(join(folder, `${file}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  return `/assets/${file}`;
}
