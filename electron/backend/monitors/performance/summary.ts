import type { PerformanceDocument, PerformanceWindow } from '#shared/contract/documents/performance.ts'
import { worstVerdict } from '#shared/domain/verdict.ts'
import { metricName } from '#shared/words/metric-name.ts'
import { say } from '#shared/words/say.ts'
import { MIN_LABELS } from './judging.ts'
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
        ? [say('performance.no_label_yet'), ...estimatedReasons(windows, baselineMetrics, judged)]
        : baselineMetrics === null
          ? [say('performance.no_labelled_baseline')]
          : [say('performance.no_mature_window', { labels: MIN_LABELS })]
    return { verdict, reasons }
  }
  const judgedWindows = windows.filter((window) => window.verdict !== 'insufficient')
  const compared = judgedWindows.length
  if (verdict === 'none') {
    return {
      verdict,
      reasons: [say('performance.steady', { windows: compared })],
    }
  }
  const worse = judgedWindows.filter((window) => window.verdict !== 'none')
  const [first] = worse
  const worst = worse.find((window) => window.verdict === verdict) ?? first
  const values = { worse: worse.length, windows: compared }
  return {
    verdict,
    reasons: [
      first.start === null
        ? say('performance.worse_from_row', { ...values, row: first.row_range[0] })
        : say('performance.worse_from', { ...values, start: first.start }),
      ...(worst === first
        ? []
        : worst.start === null
          ? [say('performance.worst_from_row', { row: worst.row_range[0] })]
          : [say('performance.worst_from', { start: worst.start })]),
      ...worst.reasons,
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
          say('performance.estimated', {
            metric: metricName(metric),
            value: value.toPrecision(3),
            before: before.toPrecision(3),
          }),
        ]
  })
}
