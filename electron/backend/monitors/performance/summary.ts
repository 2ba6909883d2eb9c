import type { PerformanceDocument, PerformanceWindow } from '#shared/contract/documents/performance.ts'
import { worstVerdict } from '#shared/domain/verdict.ts'
import { MIN_LABELS, metricName } from './judging.ts'
import type { Maturity } from './maturity.ts'
import type { Metrics } from './metrics/types.ts'

/** The verdict of the worst window, and what to say first. */
export function summarise(
  windows: readonly PerformanceWindow[],
  baselineMetrics: Metrics | null,
  maturity: Maturity,
  judged: readonly string[],
): Pick<PerformanceDocument, 'verdict' | 'reasons'> {
  const verdict = worstVerdict(windows.map((window) => window.verdict))
  if (verdict === 'insufficient') {
    const reasons =
      maturity.rule === 'no_labels'
        ? ['No row has a label yet.', ...estimatedReasons(windows, baselineMetrics, judged)]
        : baselineMetrics === null
          ? ['There is no baseline with labels, and the log is too short to take its start for one.']
          : [`No window has ${MIN_LABELS} mature labels to be compared with the baseline.`]
    return { verdict, reasons }
  }
  const worst = windows.filter((window) => window.verdict === verdict)
  const compared = windows.filter((window) => window.verdict !== 'insufficient').length
  if (verdict === 'none') {
    return {
      verdict,
      reasons: [`In ${compared} windows nothing is worse than the baseline beyond chance and its floors.`],
    }
  }
  const [first] = worst
  const when = first.start === null ? `from row ${first.row_range[0]}` : `from ${first.start}`
  return {
    verdict,
    reasons: [
      `${worst.length} of ${compared} windows are worse than the baseline, the first ${when}.`,
      ...first.reasons,
    ],
  }
}

function estimatedReasons(
  windows: readonly PerformanceWindow[],
  baselineMetrics: Metrics | null,
  judged: readonly string[],
): string[] {
  const last = windows.findLast(({ estimated }) => Object.keys(estimated).length > 0)
  if (last === undefined || baselineMetrics === null) return []
  return judged.flatMap((metric) => {
    const value = last.estimated[metric]?.value ?? null
    const before = baselineMetrics[metric]?.value ?? null
    return value === null || before === null
      ? []
      : [
          `Before labels, ${metricName(metric)} is estimated at ${value.toPrecision(3)} in the last window; it was ${before.toPrecision(3)} in the baseline.`,
        ]
  })
}
