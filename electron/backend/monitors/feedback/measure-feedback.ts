import type { FeedbackDocument, LoopChartView, LoopTestView } from '#shared/contract/documents/feedback.ts'
import { accumulateLoop } from '#shared/stats/loop/accumulate.ts'
import type { LoopChart } from '#shared/stats/loop/evidence.ts'
import type { LoopRows } from '#shared/stats/loop/loop-rows.ts'
import { type LoopResult, type LoopTestResult, loopTest } from '#shared/stats/loop/loop-test.ts'
import type { LoopSums } from '#shared/stats/loop/sums.ts'
import { say } from '#shared/words/say.ts'
import { meaningOf } from '../scored-log/meaning.ts'
import { openScoredLog } from '../scored-log/read-scored-log.ts'
import { loopRowsOf } from './loop-rows.ts'
import { mitigations } from './mitigations.ts'
import type { MeasuredFeedback, MeasureFeedbackTask } from './procedures.ts'
import { findingOf, foundText, settleTexts } from './words.ts'

const DAY = 86_400_000

/** The loop test of a log. Runs on a compute thread; throws what the reads throw. */
export function measureFeedback(task: MeasureFeedbackTask, throwIfCancelled: () => void): MeasuredFeedback {
  const log = openScoredLog(task.log, throwIfCancelled)
  const meaning = meaningOf([log], task.given)
  const { rows, notes } = loopRowsOf(log, meaning)
  throwIfCancelled()
  const sums = accumulateLoop(rows)
  throwIfCancelled()
  return describeFeedback(loopTest(sums), sums, rows, notes)
}

/** The document of a loop test. */
export function describeFeedback(
  result: LoopResult,
  sums: LoopSums,
  rows: Omit<LoopRows, 'rows'>,
  notes: readonly string[],
): MeasuredFeedback {
  const { gain, reason } = result.contrast
  const today = todayOf(result, sums)
  const amplify = (g: number): number | null => (g < 1 ? 1 / (1 - g) : null)
  return {
    rows: result.rows,
    labelled: result.labelled,
    verdict: result.verdict,
    reason: result.reason,
    found: foundText(result),
    settle: settleTexts(result, sums, today.rows_per_day),
    tests: result.tests.map(testView),
    loop_gain: {
      value: gain?.value ?? null,
      ci: gain === null ? null : [gain.interval[0], gain.interval[1]],
      confidence: gain?.confidence ?? null,
      reason,
    },
    amplification: result.amplification,
    amplification_ci: gain === null ? null : [amplify(gain.interval[0]), amplify(gain.interval[1])],
    amplification_reason:
      result.amplification !== null
        ? null
        : gain === null
          ? say('loop.amplification.none')
          : say('loop.amplification.endless'),
    mitigation: mitigations(gain?.value ?? null, today),
    today,
    missing_roles: missingRoles(rows),
    notes: [...notes],
  }
}

function testView({ name, evidence, pAdjusted, supports }: LoopTestResult): LoopTestView {
  if (!evidence.applicable) {
    return {
      name,
      applicable: false,
      reason: evidence.reason,
      value: null,
      p_value: null,
      p_adjusted: null,
      supports: false,
      finding: say('loop.not_tested', { reason: evidence.reason }),
      detail: { facts: {}, chart: null },
    }
  }
  const facts = Object.fromEntries(
    Object.entries(evidence.facts).map(([key, value]) => [
      key,
      typeof value === 'number' && !Number.isFinite(value) ? null : value,
    ]),
  )
  return {
    name,
    applicable: true,
    reason: null,
    value: evidence.value,
    p_value: evidence.pValue,
    p_adjusted: pAdjusted,
    supports,
    finding: findingOf(name, evidence, supports),
    detail: { facts, chart: chartView(evidence.chart) },
  }
}

function chartView(chart: LoopChart | null): LoopChartView | null {
  if (chart === null) return null
  switch (chart.kind) {
    case 'trend':
      return {
        kind: 'trend',
        at: chart.at?.map((time) => new Date(time).toISOString()) ?? null,
        series: chart.series.map(({ name, values }) => ({ name, values: [...values] })),
      }
    case 'lags':
      return {
        kind: 'lags',
        lags: [...chart.lags],
        correlations: [...chart.correlations],
        bound: chart.bound,
        step_hours: chart.stepMs === null ? null : chart.stepMs / 3_600_000,
      }
    case 'arms':
      return { kind: 'arms', strata: chart.strata.map((stratum) => ({ ...stratum })) }
  }
}

/** Shares of who decides today, by what the log says. */
function todayOf(result: LoopResult, sums: LoopSums): FeedbackDocument['today'] {
  const served = Object.entries(sums.servedBy)
  const all = served.reduce((sum, [, rows]) => sum + rows, 0)
  const share = (is: (word: string) => boolean): number =>
    all > 0 ? served.reduce((sum, [word, rows]) => sum + (is(word.toLowerCase()) ? rows : 0), 0) / all : 0
  const random = share((word) => word === 'random' || word === 'holdout')
  const people = share((word) => word === 'human' || word === 'rules')
  const { starts, widthMs } = sums
  const days = starts === null || widthMs === null ? null : (sums.buckets * widthMs) / DAY
  return {
    random_override: random,
    others: people,
    rows_per_day: days === null ? null : result.rows / Math.max(days, 1 / 24),
    confidence_histogram: sums.confidenceHistogram === null ? null : [...sums.confidenceHistogram],
  }
}

function missingRoles(rows: Omit<LoopRows, 'rows'>): FeedbackDocument['missing_roles'] {
  const missing: { role: string; unlocks: string; gone: boolean }[] = [
    {
      role: 'score',
      unlocks: say('loop.unlocks.score'),
      gone: rows.score === null,
    },
    {
      role: 'label',
      unlocks: 'correlation, tightening, lead_lag, arm_contrast, self_training, contraction',
      gone: rows.label === null || rows.label.every(Number.isNaN),
    },
    { role: 'timestamp', unlocks: 'lead_lag', gone: rows.times === null },
    { role: 'served_by', unlocks: say('loop.unlocks.served_by'), gone: rows.servedBy === null },
    { role: 'model_influenced', unlocks: 'self_training', gone: rows.influenced === null },
    { role: 'version', unlocks: say('loop.unlocks.version'), gone: rows.version === null },
    { role: 'segment', unlocks: say('loop.unlocks.segment'), gone: rows.segments.length === 0 },
    { role: 'confidence', unlocks: say('loop.unlocks.confidence'), gone: rows.confidence === null },
  ]
  return missing.filter(({ gone }) => gone).map(({ role, unlocks }) => ({ role, unlocks }))
}
