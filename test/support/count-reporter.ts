import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

/** A last line that any reader of logs understands: « 123 passed, 0 failed, 1 skipped ». */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      // A file that cannot even be loaded holds no test, and is a failure.
      if (module.errors().length > 0) count.failed += 1;
      // So is a suite whose preparation failed.
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== 'pending') count[state] += 1;
      }
    }
    count.failed += errors.length;
    if (reason === 'failed' && count.failed === 0) count.failed = 1;
    process.on('exit', () => process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`));
  }
}
