import { isAtLeast, type Verdict, worstVerdict } from '../domain/verdict.ts'
import type { ColumnMeasures } from '../stats/drift/measures.ts'
import { adjustPValues } from '../stats/multiplicity/adjust.ts'
import { say } from '../words/say.ts'
import { judgeByBands, type RuleJudgement } from './severity-bands.ts'
import { judgeByChunks } from './severity-chunks.ts'
import { effectsOf, severityOfEffects } from './severity-effects.ts'
import { judgeAsEvidently } from './severity-evidently.ts'
import { judgeMissing, type MissingJudgement } from './severity-missing.ts'
import { DEFAULT_POLICY, type FloorsPolicy, type SeverityPolicy } from './severity-policy.ts'

export interface JudgedColumn {
  readonly name: string
  readonly measures: ColumnMeasures
  /** Weight in the share of drifted columns; 1 unless told. */
  readonly importance?: number
  /** Jensen–Shannon distances of the baseline's own chunks, for the policies that need them. */
  readonly baselineChunks?: readonly number[]
}

export interface ColumnJudgement {
  readonly name: string
  readonly verdict: Verdict
  /** The test behind the verdict; null when it could not be made. */
  readonly primary: { readonly test: 'ks' | 'chi2'; readonly pValue: number } | null
  /** The primary p-value adjusted over the columns of the run; null for columns left out of the family. */
  readonly pAdjusted: number | null
  /** The verdict in plain words. */
  readonly reasons: readonly string[]
  readonly missing: MissingJudgement | null
}

export interface RunSummary {
  /** The worst column's; `insufficient` when no column could be judged. */
  readonly verdict: Verdict
  readonly columns: number
  /** Columns with a moderate or high verdict. */
  readonly drifted: number
  readonly insufficient: number
  /** Importance of the drifted columns over that of all judged ones; null when none was judged. */
  readonly driftedShare: number | null
}

export interface RunJudgement {
  readonly policy: string
  readonly columns: readonly ColumnJudgement[]
  readonly summary: RunSummary
}

function primaryTest(measures: ColumnMeasures): ColumnJudgement['primary'] {
  if (measures.ks) return { test: 'ks', pValue: measures.ks.pValue }
  if (measures.chi2) return { test: 'chi2', pValue: measures.chi2.pValue }
  return null
}

/** Rows that the primary test can use on the smaller side. */
function usableRows(measures: ColumnMeasures): number {
  const { reference, current } = measures.scale === 'numeric' ? measures.present : measures.rows
  return Math.min(reference, current)
}

function tooFew(measures: ColumnMeasures, minRows: number): string {
  const numeric = measures.scale === 'numeric'
  const { reference, current } = numeric ? measures.present : measures.rows
  return say(numeric ? 'severity.few_numbers' : 'severity.few_rows', { reference, current, needed: minRows })
}

/**
 * The verdict on each column of a run and on the whole.
 *
 * A column under `minRows` on either side is `insufficient` and left out of the family of the adjustment, as is a
 * column whose primary test could not be made: when all rows of both sides fall into one bin that is `none`,
 * otherwise `insufficient`. Missing rows are judged apart (`missing`).
 */
export function judgeRun(
  columns: readonly JudgedColumn[],
  policy: SeverityPolicy = DEFAULT_POLICY,
): RunJudgement {
  const primaries = columns.map((column) => primaryTest(column.measures))
  const family: number[] = []
  columns.forEach((column, i) => {
    if (primaries[i] && usableRows(column.measures) >= policy.minRows) family.push(i)
  })
  const adjusted = adjustPValues(
    family.map((i) => primaries[i]?.pValue ?? 1),
    policy.adjustment,
  )
  const pAdjusted = new Array<number | null>(columns.length).fill(null)
  family.forEach((index, k) => {
    pAdjusted[index] = adjusted[k]
  })
  const missing = judgeMissing(
    columns.map((column) => column.measures),
    policy,
  )
  const judged = columns.map((column, i): ColumnJudgement => {
    const { verdict, reasons } = judgeColumn(column, primaries[i], pAdjusted[i], policy)
    return {
      name: column.name,
      verdict,
      primary: primaries[i],
      pAdjusted: pAdjusted[i],
      reasons,
      missing: missing[i],
    }
  })
  return { policy: policy.name, columns: judged, summary: summarize(columns, judged) }
}

/**
 * The verdict on one column as in a run with others, of which only the p-values of their tests are known. Equal to that
 * of `judgeRun` over all of them.
 */
export function judgeInFamily(
  column: JudgedColumn,
  others: readonly number[],
  policy: SeverityPolicy = DEFAULT_POLICY,
): ColumnJudgement {
  const { name, measures } = column
  const primary = primaryTest(measures)
  const tested = primary !== null && usableRows(measures) >= policy.minRows
  const [own] = tested ? adjustPValues([primary.pValue, ...others], policy.adjustment) : []
  const pAdjusted = own ?? null
  const [missing] = judgeMissing([measures], policy)
  return { name, ...judgeColumn(column, primary, pAdjusted, policy), primary, pAdjusted, missing }
}

function judgeColumn(
  column: JudgedColumn,
  primary: ColumnJudgement['primary'],
  p: number | null,
  policy: SeverityPolicy,
): { verdict: Verdict; reasons: readonly string[] } {
  const { measures } = column
  if (usableRows(measures) < policy.minRows) {
    return { verdict: 'insufficient', reasons: [tooFew(measures, policy.minRows)] }
  }
  if (p === null) {
    const reason = measures.reasons.chi2 ?? measures.reasons.ks ?? say('severity.no_test')
    return { verdict: measures.bins.length < 2 ? 'none' : 'insufficient', reasons: [reason] }
  }
  const { severity, reasons } = judgeByRule(column, primary?.pValue ?? null, p, policy)
  return { verdict: severity, reasons }
}

function judgeByRule(
  { measures, baselineChunks }: JudgedColumn,
  pValue: number | null,
  pAdjusted: number,
  policy: SeverityPolicy,
): RuleJudgement {
  switch (policy.rule) {
    case 'significance-and-effect':
      return judgeByFloors(measures, pAdjusted, policy)
    case 'bands':
      return judgeByBands(measures, pValue, policy)
    case 'evidently-auto':
      return judgeAsEvidently(measures, policy)
    case 'baseline-chunks':
      return judgeByChunks(measures, policy, baselineChunks ?? null)
  }
}

function judgeByFloors(measures: ColumnMeasures, p: number, policy: FloorsPolicy): RuleJudgement {
  const { severity, sentences } = severityOfEffects(effectsOf(measures), policy)
  if (p >= policy.alpha) {
    return {
      severity: 'none',
      reasons: [
        severity === 'none'
          ? say('severity.no_change', { p })
          : say('severity.by_chance', { p, effect: sentences[0] }),
      ],
    }
  }
  if (severity === 'none') {
    return { severity, reasons: [say('severity.small', { p })] }
  }
  return { severity, reasons: [...sentences, say('severity.significant', { p })] }
}

function summarize(columns: readonly JudgedColumn[], judged: readonly ColumnJudgement[]): RunSummary {
  let insufficient = 0
  let drifted = 0
  let weight = 0
  let driftedWeight = 0
  judged.forEach((column, i) => {
    if (column.verdict === 'insufficient') {
      insufficient++
      return
    }
    const importance = Math.max(0, columns[i].importance ?? 1)
    weight += importance
    if (isAtLeast(column.verdict, 'moderate')) {
      drifted++
      driftedWeight += importance
    }
  })
  return {
    verdict: worstVerdict(judged.map((column) => column.verdict)),
    columns: judged.length,
    drifted,
    insufficient,
    driftedShare: weight > 0 ? driftedWeight / weight : null,
  }
}
