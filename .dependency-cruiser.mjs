// Who may import whom (docs/architecture.md). Each rule has its breach in test/architecture/canaries/layers.

const TEST = '\\.(test|testing)\\.tsx?$';
const INPUT_OUTPUT = '^(node:)?(fs|fs/promises|net|tls|dgram|dns|http|https|http2|child_process|cluster|worker_threads)$';
const STORE = '(^|/)node_modules/(@types/)?(pg|kysely|pg-boss)/|^src/kernel/(db|jobs)/';
/** Files of a module that read or write, wherever they are in its folder. */
const AT_WORK = '(commands|subjects|queries|listings|listing-(?:summary|hours|rows)|importers|exporters|jobs|demonstration)(/|\\.tsx?$)';
const PURE = '(^|/)(rules|[^/]+-rules|states|hours|text|facts)\\.ts$';
const VIEWS = '^src/(modules|engines|web)/.*views(\\.tsx$|/)';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Types included: two files that need each other are one, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that is not found is an import that is not checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'kernel-knows-nothing-above',
      comment: 'The kernel knows no word of the trade, no component and no page.',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: TEST },
      to: { path: '^src/(?!kernel/)' },
    },
    {
      name: 'engines-know-the-kernel-alone',
      severity: 'error',
      from: { path: '^src/engines/', pathNot: TEST },
      to: { path: '^src/(?!kernel/|engines/)' },
    },
    {
      name: 'modules-know-nothing-above',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: TEST },
      to: { path: '^src/(?!kernel/|engines/|modules/|ui/)' },
    },
    {
      name: 'web-is-not-the-root',
      comment: 'The shell receives the catalogue; only the command line and the scripts start from main.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: TEST },
      to: { path: '^src/(?!kernel/|engines/|modules/|ui/|web/)' },
    },
    {
      name: 'ui-stands-alone',
      comment:
        'Components need Preact, the page, the languages and days; culori for the contrast of accents, what draws codes and writes cards.',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: TEST },
      to: {
        pathNot: [
          '^src/ui/',
          '^src/kernel/(html|i18n)/',
          '(^|/)node_modules/(@types/)?(preact|temporal-polyfill|culori|qrcode|vcard-creator)/',
        ],
      },
    },
    {
      name: 'modules-meet-by-their-index',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'others-meet-modules-by-their-index',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '^src/modules/', '^src/catalogue\\.ts$'] },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'manifests-are-for-the-catalogue',
      severity: 'error',
      from: { pathNot: '^src/catalogue\\.ts$' },
      to: { path: '^src/modules/[^/]+/module\\.ts$' },
    },
    {
      name: 'rules-do-no-input-or-output',
      comment: 'A rule decides from what it is given: no file, no network, no store, no clock.',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: {
        path: [INPUT_OUTPUT, STORE, '^src/kernel/(clock|config|log|project)\\.ts$', `^src/modules/.*/${AT_WORK}`],
      },
    },
    {
      name: 'views-touch-no-data',
      comment: 'A view shows a view model: what it may read was decided before.',
      severity: 'error',
      from: { path: VIEWS, pathNot: TEST },
      to: { path: [INPUT_OUTPUT, STORE, `^src/modules/.*/${AT_WORK}`, 'tables\\.generated\\.ts$'] },
    },
    {
      name: 'sql-in-its-place',
      comment:
        'Commands, subjects, queries, listings, jobs, importers and exporters speak SQL; the kernel; and the doctor, who looks at the store.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          TEST,
          'tables\\.generated\\.ts$',
          '^src/kernel/(db|jobs|throttle|mail|privacy)/',
          // Notes the forms that were sent.
          '^src/kernel/http/submission\\.ts$',
          // Asks « select 1 » for /readyz.
          '^src/kernel/http/server\\.ts$',
          '^src/cli/doctor\\.ts$',
          `^src/(engines|modules)/.*/${AT_WORK}`,
        ],
      },
      to: { path: ['(^|/)node_modules/(@types/)?(pg|kysely|pg-boss)/', 'tables\\.generated\\.ts$'] },
    },
    {
      name: 'tests-stay-out',
      comment: 'What is served holds no test code.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '^src/kernel/testing/'] },
      to: { path: ['^test/', TEST, '^src/kernel/testing/', '(^|/)node_modules/(vitest|fast-check|playwright-core|axe-core)/'] },
    },
    {
      name: 'served-code-needs-dependencies',
      comment: 'A development dependency is not there in production; its types may be used.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '^src/kernel/testing/'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'composition-is-for-the-command-line',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '^src/(main\\.ts$|cli/)'] },
      to: { path: '^src/(main|catalogue)\\.ts$|^src/cli/' },
    },
    {
      name: 'islands-stand-alone',
      comment: 'They are what a phone downloads; the map, passkeys, signatures and cropping alone have libraries.',
      severity: 'error',
      from: { path: '^src/web/(islands|widgets)/', pathNot: TEST },
      to: {
        pathNot: [
          '^src/web/(islands|widgets)/',
          '(^|/)node_modules/(@types/)?(leaflet|supercluster|geojson|@simplewebauthn|signature_pad|cropperjs)/',
        ],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/architecture/canaries/' },
    // Types make the architecture as much as values do.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
    combinedDependencies: true,
  },
};
