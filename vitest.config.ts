import { defineConfig } from 'vitest/config';

/** What every project shares: the process in UTC, as the server's, and no test that hangs for long. */
const shared = { env: { TZ: 'UTC' }, testTimeout: 30_000, hookTimeout: 60_000, restoreMocks: true };
const store = { ...shared, globalSetup: ['test/support/store.ts'] };

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    reporters: ['default', './test/support/count-reporter.ts'],
    // In turn: what drives a browser or whole processes, and measures a start, wants the machine for itself.
    projects: [
      // Pure rules: milliseconds, no store.
      { extends: true, test: { ...shared, name: 'rules', include: ['src/**/*.test.{ts,tsx}'], exclude: ['src/**/*.db.test.{ts,tsx}'] } },
      // Modules over HTTP and the kernel over SQL, on a real PostgreSQL.
      { extends: true, test: { ...store, name: 'database', include: ['src/**/*.db.test.{ts,tsx}'] } },
      // Gates and their canaries.
      { extends: true, test: { ...store, name: 'architecture', include: ['test/architecture/**/*.test.ts'], testTimeout: 180_000 } },
      // Kills, restarts, closed folders: whole processes.
      {
        extends: true,
        test: {
          ...shared,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      // A real Chromium on a real portal.
      {
        extends: true,
        test: {
          ...shared,
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
