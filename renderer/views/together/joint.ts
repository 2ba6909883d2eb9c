import type { Multivariate } from '#shared/contract/documents/multivariate.ts'

export const JOINT_TESTS = ['classifier', 'mmd', 'energy', 'reconstruction', 'correlation'] as const
export type JointTest = (typeof JOINT_TESTS)[number]

const ALPHA = 0.05

/** Which of the tests that were made see a difference: significant at 0.05, or outside of the baseline's usual range. */
export function jointFindings(document: Multivariate): readonly { test: JointTest; differs: boolean }[] {
  const { classifier, mmd, energy, reconstruction, correlation } = document
  const differs: Readonly<Record<JointTest, boolean | null>> = {
    classifier: classifier === null ? null : classifier.p_value < ALPHA,
    mmd: mmd === null || mmd.p_value === null ? null : mmd.p_value < ALPHA,
    energy: energy === null || energy.p_value === null ? null : energy.p_value < ALPHA,
    reconstruction: reconstruction?.drifted ?? null,
    correlation: correlation === null ? null : correlation.changed > 0,
  }
  return JOINT_TESTS.flatMap((test) => {
    const seen = differs[test]
    return seen === null ? [] : [{ test, differs: seen }]
  })
}

export type JointHeadline =
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'agree'; readonly tests: number }
  | {
      readonly kind: 'moved'
      readonly seen: number
      readonly tests: number
      /** What the classifier goes by most; null where it sees nothing. */
      readonly most: string | null
      /** Whether the columns also go together otherwise than before; null where correlations were not tested. */
      readonly correlations: boolean | null
    }

/** The answer of the view, before it is put into words. */
export function jointHeadlineOf(document: Multivariate): JointHeadline {
  if (document.reason !== null) return { kind: 'skipped', reason: document.reason }
  const findings = jointFindings(document)
  const seen = findings.filter(({ differs }) => differs)
  if (seen.length === 0) return { kind: 'agree', tests: findings.length }
  const told = seen.some(({ test }) => test === 'classifier')
  return {
    kind: 'moved',
    seen: seen.length,
    tests: findings.length,
    most: told ? (document.classifier?.weights[0]?.column ?? null) : null,
    correlations: findings.find(({ test }) => test === 'correlation')?.differs ?? null,
  }
}

/** A weight below this, in standardised units, says nothing about a direction. */
const STILL = 0.05

/** Which way a weight of the classifier points. */
export function directionOf(weight: number): 'up' | 'down' | 'still' {
  return Math.abs(weight) < STILL ? 'still' : weight > 0 ? 'up' : 'down'
}
