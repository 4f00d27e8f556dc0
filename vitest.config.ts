import { defineConfig } from 'vitest/config';

/**
 * What every project shares: the process in UTC, as the server's, no test that hangs for long, and every core at work (left to
 * itself, vitest keeps one free, which is half of a machine of two).
 */
const shared = { env: { TZ: 'UTC' }, testTimeout: 30_000, hookTimeout: 60_000, restoreMocks: true, maxWorkers: '100%' };
const store = { ...shared, globalSetup: ['test/support/store.ts'] };

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    reporters: ['default', './test/support/count-reporter.ts'],
    // In turn: what drives a browser, what kills whole processes, and what measures a start, which wants the machine for itself.
    projects: [
      // Pure rules: milliseconds, no store.
      { extends: true, test: { ...shared, name: 'rules', include: ['src/**/*.test.{ts,tsx}'], exclude: ['src/**/*.db.test.{ts,tsx}'] } },
      // Modules over HTTP and the kernel over SQL, on a real PostgreSQL.
      { extends: true, test: { ...store, name: 'database', include: ['src/**/*.db.test.{ts,tsx}'] } },
      // Gates and their canaries.
      { extends: true, test: { ...store, name: 'architecture', include: ['test/architecture/**/*.test.ts'], testTimeout: 180_000 } },
      // Kills, restarts, closed folders: whole processes, each test's in a folder of its own.
      {
        extends: true,
        test: {
          ...shared,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          exclude: ['test/faults/clean-clone.test.ts'],
          testTimeout: 600_000,
          sequence: { groupOrder: 2 },
        },
      },
      // The README's two commands, and how long a start takes.
      {
        extends: true,
        test: {
          ...shared,
          name: 'clone',
          include: ['test/faults/clean-clone.test.ts'],
          testTimeout: 600_000,
          sequence: { groupOrder: 3 },
        },
      },
      // A real Chromium on a real portal.
      {
        extends: true,
        test: {
          ...shared,
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/support/demonstration.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Each has a portal and a browser of its own, which wait for each other half of the time.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
