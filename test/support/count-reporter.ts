import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

/** The first line of what went wrong. */
function firstLine(errors: readonly { message: string }[]): string {
  return errors[0]?.message.split('\n', 1)[0] ?? '';
}

/**
 * Last lines that any reader of logs understands: « × » with the name and the reason of each test that failed, then
 * « 123 passed, 0 failed, 1 skipped ».
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string }[], reason: TestRunEndReason): void {
    const count = { passed: 0, skipped: 0 };
    const failures: string[] = [];
    for (const module of modules) {
      // A file that cannot even be loaded holds no test, and is a failure. So is a suite whose preparation failed.
      if (module.errors().length > 0) failures.push(`${module.relativeModuleId}: ${firstLine(module.errors())}`);
      for (const suite of module.children.allSuites())
        if (suite.errors().length > 0) failures.push(`${module.relativeModuleId} > ${suite.fullName}: ${firstLine(suite.errors())}`);
      for (const test of module.children.allTests()) {
        const { state, errors: reasons } = test.result();
        if (state === 'passed' || state === 'skipped') count[state] += 1;
        if (state === 'failed') failures.push(`${module.relativeModuleId} > ${test.fullName}: ${firstLine(reasons)}`);
      }
    }
    for (const error of errors) failures.push(`outside of any test: ${firstLine([error])}`);
    if (reason === 'failed' && failures.length === 0) failures.push('the run itself');
    process.on('exit', () => {
      for (const failure of failures) process.stdout.write(`× ${failure}\n`);
      process.stdout.write(`\n${count.passed} passed, ${failures.length} failed, ${count.skipped} skipped\n`);
    });
  }
}
