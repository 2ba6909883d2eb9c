import type { LintFinding } from '#shared/policy/lint/finding.ts'

/** Findings of a linter as the contract has them. */
export function findingViews<Code extends string>(findings: readonly LintFinding<Code>[]) {
  return findings.map(({ counterexample, ...finding }) => ({
    ...finding,
    counterexample: counterexample.map(({ at, what, state }) => ({ after_seconds: at / 1_000, what, state })),
  }))
}
