import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

interface Wrong {
  message: string;
  diff?: string;
}

/** The most that is said again of what was got instead of what was expected: a page of it helps nobody. */
const LONGEST_DIFFERENCE = 1000;

/** The first line of what went wrong, and the difference where there is one: « Array(1) » says nothing of what is in it. */
function reason(errors: readonly Wrong[]): string {
  const [error] = errors;
  const first = error?.message.split('\n', 1)[0] ?? '';
  if (!error?.diff) return first;
  const lines = stripVTControlCharacters(error.diff).slice(0, LONGEST_DIFFERENCE).split('\n');
  return [first, ...lines.filter((line) => line.trim() !== '')].join('\n×     ');
}

/**
 * Last lines that any reader of logs understands, each after « × »: the name and the reason of each test that failed; then
 * « 123 passed, 0 failed, 1 skipped ».
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly Wrong[], ending: TestRunEndReason): void {
    const count = { passed: 0, skipped: 0 };
    const failures: string[] = [];
    for (const module of modules) {
      // A file that cannot even be loaded holds no test, and is a failure. So is a suite whose preparation failed.
      if (module.errors().length > 0) failures.push(`${module.relativeModuleId}: ${reason(module.errors())}`);
      for (const suite of module.children.allSuites())
        if (suite.errors().length > 0) failures.push(`${module.relativeModuleId} > ${suite.fullName}: ${reason(suite.errors())}`);
      for (const test of module.children.allTests()) {
        const { state, errors: reasons } = test.result();
        if (state === 'passed' || state === 'skipped') count[state] += 1;
        if (state === 'failed') failures.push(`${module.relativeModuleId} > ${test.fullName}: ${reason(reasons)}`);
      }
    }
    for (const error of errors) failures.push(`outside of any test: ${reason([error])}`);
    if (ending === 'failed' && failures.length === 0) failures.push('the run itself');
    process.on('exit', () => {
      for (const failure of failures) process.stdout.write(`× ${failure}\n`);
      process.stdout.write(`\n${count.passed} passed, ${failures.length} failed, ${count.skipped} skipped\n`);
    });
  }
}
