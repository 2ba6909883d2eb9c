import { expect, test } from 'vitest'
import { add, fromPlaywright, fromVitest, noCounts, summaryLine } from './counts.ts'

test('counts of a Vitest report, with a file that did not load', () => {
  const report = {
    numPassedTests: 7,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ],
  }
  expect(fromVitest(JSON.stringify(report))).toEqual({ passed: 7, failed: 2, skipped: 2 })
})

test('a flaky browser test is no pass', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 }, errors: [] }
  expect(fromPlaywright(JSON.stringify(report))).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

test('the last line names what was skipped only when something was', () => {
  expect(summaryLine(add(noCounts, { passed: 3, failed: 0, skipped: 0 }))).toBe('3 passed, 0 failed')
  expect(summaryLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})
