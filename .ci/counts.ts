/** How many tests passed, failed, were skipped. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 }

export function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** The counts in Vitest's JSON report; a file that could not even be loaded counts as one failure. */
export function fromVitest(text: string): Counts {
  const report = JSON.parse(text)
  const suites: { status: string; assertionResults: unknown[] }[] = report.testResults
  const broken = suites.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** The counts in Playwright's JSON report; a flaky test counts as failed, an error outside the tests as one more. */
export function fromPlaywright(text: string): Counts {
  const { stats, errors } = JSON.parse(text)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}

export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
