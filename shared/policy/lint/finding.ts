/** One step of a counterexample: what happens, and the state after it. */
export type LintStep = {
  /** Milliseconds since the start. */
  readonly at: number
  readonly what: string
  readonly state: string
}

/** What is wrong with a policy or with rules, and a walk that shows it. */
export type LintFinding<Code extends string> = {
  readonly code: Code
  readonly severity: 'error' | 'warning'
  /** Key of the file, "any.0.window", "rules.0.critical"; empty for the whole. */
  readonly where: string
  readonly explanation: string
  readonly counterexample: readonly LintStep[]
}

export function finding<Code extends string>(
  code: Code,
  where: string,
  explanation: string,
  counterexample: readonly LintStep[],
  severity: LintFinding<Code>['severity'] = 'error',
): LintFinding<Code> {
  return { code, severity, where, explanation, counterexample }
}

/** A counterexample of the numbers themselves, where the reducer needs no walk. */
export function stepsOf(
  ...steps: readonly (readonly [at: number, what: string, state: string])[]
): LintStep[] {
  return steps.map(([at, what, state]) => ({ at, what, state }))
}
