import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import { performanceRatio, type ResponseEvidence } from '#shared/policy/responses/evidence.ts'
import { betterWhen } from '../performance/judging.ts'

type Performance = NonNullable<ResponseEvidence['performance']>

/**
 * The judged metric that stands worst against its baseline, in the newest window whose labels have come; estimated in the newest
 * window where none has. Null where there is nothing to compare.
 */
export function performanceEvidence({ windows, baseline, judged }: PerformanceDocument): Performance | null {
  const current = windows.filter(({ part }) => part === 'current')
  const found = judged.flatMap((metric): Performance[] => {
    const measured = current.findLast(
      ({ mature, metrics }) => mature && (metrics[metric]?.value ?? null) !== null,
    )
    const value = measured?.metrics[metric]?.value ?? current.at(-1)?.estimated[metric]?.value ?? null
    const before = measured?.against_baseline[metric]?.baseline ?? baseline?.metrics[metric]?.value ?? null
    if (value === null || before === null) return []
    const ratio = performanceRatio(before, value, betterWhen(metric) === 'lower')
    return ratio === null
      ? []
      : [{ metric, baseline: before, current: value, ratio, estimated: measured === undefined }]
  })
  return found.sort((a, b) => a.ratio - b.ratio)[0] ?? null
}
