import type { PerformanceWindow } from '#shared/contract/documents/performance.ts'
import type { Task } from '#shared/domain/columns.ts'
import { countDecisions } from '#shared/stats/performance/binary-counts.ts'
import { accuracyBounds, unlabelledBounds } from '#shared/stats/performance/unlabelled-bounds.ts'
import type { Sample } from './frame.ts'

/** Bounds of the metrics that are shares of rows, whatever the missing labels will be; empty without decisions. */
export function boundsOf({ label, decision }: Sample, task: Task): PerformanceWindow['bounds'] {
  if (decision === null || (task !== 'binary' && task !== 'multiclass')) return {}
  let yes = 0
  let no = 0
  let labelled = 0
  let correct = 0
  for (let i = 0; i < label.length; i++) {
    if (Number.isNaN(decision[i])) continue
    if (Number.isNaN(label[i])) {
      if (decision[i] === 1) yes += 1
      else no += 1
    } else {
      labelled += 1
      if (label[i] === decision[i]) correct += 1
    }
  }
  const found =
    task === 'binary'
      ? unlabelledBounds(countDecisions(label, decision), yes, no)
      : { accuracy: accuracyBounds(correct, labelled, yes + no) }
  return Object.fromEntries(
    Object.entries(found).flatMap(([metric, interval]) =>
      interval === null ? [] : [[metric, [interval[0], interval[1]] satisfies [number, number]]],
    ),
  )
}
