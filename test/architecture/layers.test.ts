import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root, runTool } from '../../scripts/tools.ts';
import { catalogue, declaredTables } from '../../src/catalogue.ts';
import type { Module } from '../../src/kernel/module.ts';

interface Cruise {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] };
}

async function cruise(folder: string, ...parts: string[]): Promise<Cruise> {
  const parameters = ['--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', ...parts];
  const { output, remarks } = await runTool('depcruise', parameters, folder);
  if (!output) throw new Error(remarks);
  return JSON.parse(output) as Cruise;
}

/** « rule: from → to », packages by their name alone. */
function breaches({ summary }: Cruise): string[] {
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to.replace(/^.*node_modules\/([^/]+)\/.*$/, '$1')}`);
}

const MODULE = /^src\/modules\/([^/]+)\//;
const TEST = /\.(test|testing)\.tsx?$/;

/** Where the imports between modules and what the manifests say differ, one sentence each. */
function manifestBreaches({ modules }: Cruise, manifests: readonly Pick<Module, 'name' | 'requires'>[]): string[] {
  const imports = new Map<string, Set<string>>(manifests.map(({ name }) => [name, new Set()]));
  for (const { source, dependencies } of modules) {
    const from = MODULE.exec(source)?.[1];
    if (!from || TEST.test(source)) continue;
    for (const { resolved } of dependencies) {
      const to = MODULE.exec(resolved)?.[1];
      if (to && to !== from) imports.get(from)?.add(to);
    }
  }
  return manifests.flatMap(({ name, requires }, place) => {
    const before = manifests.slice(0, place).map((manifest) => manifest.name);
    const used = imports.get(name) ?? new Set();
    return [
      ...[...used].filter((other) => !requires.includes(other)).map((other) => `${name} imports ${other} without requiring it.`),
      ...requires.filter((other) => !used.has(other)).map((other) => `${name} requires ${other} without importing it.`),
      // An order in which each comes after what it requires is what « no cycle » means.
      ...requires.filter((other) => !before.includes(other)).map((other) => `${name} must come after ${other} in the catalogue.`),
    ];
  });
}

/** Source files with their text, by path. */
function sources(folder: string): Map<string, string> {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  return new Map(files.map((name) => [join(folder, name), readFileSync(join(root, folder, name), 'utf8')]));
}

/** SQL that reaches into the schema of another module: what belongs to it is asked of its `index.ts`. */
function foreignTables(files: ReadonlyMap<string, string>, tables: Iterable<string>): string[] {
  const names = [...tables];
  return [...files].flatMap(([file, text]) => {
    const own = MODULE.exec(file)?.[1];
    if (!own || TEST.test(file) || file.endsWith('.generated.ts')) return [];
    // The job queue and the register of migrations belong to the kernel, whose functions any SQL may call.
    return names
      .filter((table) => table.split('.')[0] !== own && new RegExp(`(?<![\\w.'/-])${table}(?![\\w.'-])`).test(text))
      .map((table) => `${file} names ${table}.`);
  });
}

/** Rules that look at the clock or at chance, which nobody could test. */
function restlessRules(files: ReadonlyMap<string, string>): string[] {
  return [...files]
    .filter(([file]) => /\/(rules|[^/]+-rules|states|hours|text|facts)\.ts$/.test(file))
    .filter(([, text]) => /Temporal\.Now|Date\.now|new Date\(\)|Math\.random|randomUUID|performance\.now/.test(text))
    .map(([file]) => file);
}

describe('the layers', () => {
  let real: Cruise;
  beforeAll(async () => {
    real = await cruise(root, 'src', 'scripts', 'test');
  });

  it('hold, without a cycle', () => {
    expect(breaches(real)).toEqual([]);
  });

  it('are looked at whole', () => {
    // dependency-cruiser without a compiler it knows sees no module, and finds nothing wrong.
    expect(real.summary.totalCruised).toBeGreaterThan(100);
    const seen = real.modules.map(({ source }) => source);
    for (const file of ['src/main.ts', 'src/modules/directory/views/place.tsx', 'src/web/islands/index.ts']) expect(seen).toContain(file);
  });

  it('let each module import what its manifest requires, no more and no less', () => {
    expect(manifestBreaches(real, catalogue)).toEqual([]);
  });

  it('keep the SQL of a module in its own schema', () => {
    expect(foreignTables(sources('src/modules'), declaredTables.keys())).toEqual([]);
  });

  it('keep time and chance out of the rules', () => {
    expect(restlessRules(sources('src'))).toEqual([]);
  });
});

describe('a tree that breaks the layers', () => {
  let canary: Cruise;
  beforeAll(async () => {
    canary = await cruise(join(import.meta.dirname, 'canaries/layers'), 'src');
  });

  it('is reported breach by breach, and for nothing else', () => {
    expect(breaches(canary).sort()).toEqual([
      'composition-is-for-the-command-line: src/web/root.ts → src/main.ts',
      'engines-know-the-kernel-alone: src/engines/capacity.ts → src/modules/shop/index.ts',
      'everything-resolves: src/kernel/lost.ts → ./nowhere.ts',
      'islands-stand-alone: src/web/islands/map.ts → src/kernel/clock.ts',
      'kernel-knows-nothing-above: src/kernel/upwards.ts → src/modules/shop/index.ts',
      'manifests-are-for-the-catalogue: src/web/menu.ts → src/modules/shop/module.ts',
      'modules-know-nothing-above: src/modules/shop/routes.ts → src/web/layout.ts',
      'modules-meet-by-their-index: src/modules/fair/commands.ts → src/modules/shop/queries.ts',
      'no-cycle: src/kernel/knot.ts → src/kernel/tie.ts',
      'others-meet-modules-by-their-index: src/web/home.ts → src/modules/shop/queries.ts',
      'others-meet-modules-by-their-index: src/web/menu.ts → src/modules/shop/module.ts',
      'rules-do-no-input-or-output: src/modules/shop/hours.ts → src/kernel/clock.ts',
      'rules-do-no-input-or-output: src/modules/shop/price-rules.ts → src/kernel/db/database.ts',
      'rules-do-no-input-or-output: src/modules/shop/rules.ts → fs',
      'rules-do-no-input-or-output: src/modules/shop/states.ts → src/modules/shop/queries.ts',
      'served-code-needs-dependencies: src/kernel/served.ts → vitest',
      'sql-in-its-place: src/modules/shop/forms.ts → pg',
      'tests-stay-out: src/kernel/served.ts → vitest',
      'ui-stands-alone: src/ui/button.ts → src/kernel/clock.ts',
      'views-touch-no-data: src/modules/shop/views.tsx → src/kernel/db/database.ts',
      'views-touch-no-data: src/modules/shop/views/list.tsx → src/modules/shop/queries.ts',
      'web-is-not-the-root: src/web/root.ts → src/main.ts',
    ]);
  });

  it('breaks every rule that there is', async () => {
    const path = join(root, '.dependency-cruiser.mjs');
    const { default: configuration } = (await import(path)) as { default: { forbidden: { name: string }[] } };
    const broken = new Set(canary.summary.violations.map(({ rule }) => rule.name));
    expect([...broken].sort()).toEqual(configuration.forbidden.map(({ name }) => name).sort());
  });

  it('is reported where a manifest says something else than the imports', () => {
    expect(
      manifestBreaches(canary, [
        { name: 'shop', requires: [] },
        { name: 'fair', requires: ['shop'] },
      ]),
    ).toEqual([]);
    expect(
      manifestBreaches(canary, [
        { name: 'shop', requires: [] },
        { name: 'fair', requires: [] },
      ]),
    ).toEqual(['fair imports shop without requiring it.']);
    expect(
      manifestBreaches(canary, [
        { name: 'fair', requires: ['shop'] },
        { name: 'shop', requires: ['fair'] },
      ]),
    ).toEqual(['fair must come after shop in the catalogue.', 'shop requires fair without importing it.']);
  });

  it('is reported where SQL reaches into another schema', () => {
    const files = new Map([
      ['src/modules/fair/queries.ts', 'sql`select 1 from fair.stand join shop.price using (territory_id)`'],
      ['src/modules/shop/queries.ts', "import { price } from './shop.price.ts'; sql`select 1 from shop.price`; t('fair.stand');"],
    ]);
    expect(foreignTables(files, ['fair.stand', 'shop.price'])).toEqual(['src/modules/fair/queries.ts names shop.price.']);
  });

  it('is reported where a rule looks at the clock', () => {
    const files = new Map([
      ['src/modules/shop/rules.ts', 'export const isOpen = () => Temporal.Now.instant() > opening;'],
      ['src/modules/shop/commands.ts', 'const at = Date.now();'],
    ]);
    expect(restlessRules(files)).toEqual(['src/modules/shop/rules.ts']);
  });
});
