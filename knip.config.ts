import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/cli/terreau.ts',
    'src/web/islands/{index,dense,map,service-worker,passkey-ceremony,picture-cropping,signature-drawing}.ts',
    'src/web/widgets/terreau.ts',
    'scripts/*.{ts,mjs}',
    'bin/*.mjs',
    'scripts/bench/bare.ts',
    // A program that the kernel runs.
    'src/kernel/pdf/compiler.ts',
  ],
  project: ['{src,scripts,test,bin}/**/*.{ts,tsx,mjs}', '!test/architecture/canaries/**'],
  // The type of what an export takes or gives is exported with it, so that a caller can name it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // One interface a table: the generator writes them all.
  ignoreIssues: { '**/*.generated.ts': ['exports', 'types'] },
  ignoreDependencies: [
    // Read as files: reference lists, fonts, icons.
    '@etalab/decoupage-administratif',
    '@fontsource-variable/atkinson-hyperlegible-next',
    'lucide-static',
    // Run as programs by scripts/check.ts and scripts/generate-types.ts.
    '@biomejs/biome',
    'kysely-codegen',
  ],
};

export default config;
