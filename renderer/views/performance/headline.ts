import type { PerformanceDocument, PerformanceWindow } from '#shared/contract/documents/performance.ts'
import { compareVerdicts } from '#shared/domain/verdict.ts'

/** What the headline of the performance view says, from the findings. */
export type PerformanceHeadline =
  | {
      readonly kind: 'worse'
      readonly metric: string
      readonly value: number
      readonly before: number
      readonly window: PerformanceWindow
      readonly worse: number
      readonly compared: number
    }
  | { readonly kind: 'steady'; readonly compared: number }
  | { readonly kind: 'estimated'; readonly metric: string; readonly value: number; readonly before: number }
  | { readonly kind: 'insufficient'; readonly reason: string }

/** The worst window's worst metric, else that nothing is worse, else the estimate, else why nothing can be said. */
export function performanceHeadline(document: PerformanceDocument): PerformanceHeadline {
  const { windows, verdict, judged, baseline, reasons } = document
  const compared = windows.filter((window) => window.verdict !== 'insufficient')
  if (verdict === 'none') return { kind: 'steady', compared: compared.length }
  if (verdict !== 'insufficient') {
    const worse = compared.filter((window) => window.verdict !== 'none')
    const found = worse
      .flatMap((window) =>
        Object.entries(window.against_baseline).map(([metric, against]) => ({ window, metric, against })),
      )
      .filter(({ against }) => against.verdict !== 'none' && against.verdict !== 'insufficient')
      .sort(
        (a, b) =>
          compareVerdicts(a.against.verdict, b.against.verdict) ||
          judged.indexOf(a.metric) - judged.indexOf(b.metric),
      )
    const [first] = found
    const value = first?.window.metrics[first.metric]?.value ?? null
    const before = first?.against.baseline ?? null
    if (first !== undefined && value !== null && before !== null) {
      return {
        kind: 'worse',
        metric: first.metric,
        value,
        before,
        window: first.window,
        worse: worse.length,
        compared: compared.length,
      }
    }
  }
  const last = windows.findLast(({ estimated }) => Object.keys(estimated).length > 0)
  for (const metric of judged) {
    const value = last?.estimated[metric]?.value ?? null
    const before = baseline?.metrics[metric]?.value ?? null
    if (document.maturity.rule === 'no_labels' && value !== null && before !== null) {
      return { kind: 'estimated', metric, value, before }
    }
  }
  return { kind: 'insufficient', reason: reasons[0] ?? '' }
}

/** The window whose metrics are listed first: the newest judged one, else the newest. */
export function defaultWindow(windows: readonly PerformanceWindow[]): number {
  const judged = windows.findLastIndex(({ verdict }) => verdict !== 'insufficient')
  return judged >= 0 ? judged : windows.length - 1
}
