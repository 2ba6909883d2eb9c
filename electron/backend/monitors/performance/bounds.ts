import type { PerformanceWindow } from '#shared/contract/documents/performance.ts'
import type { Task } from '#shared/domain/columns.ts'
import { countDecisions } from '#shared/stats/performance/binary-counts.ts'
import type { Interval } from '#shared/stats/performance/measure.ts'
import { rocAucBounds, scoreBounds } from '#shared/stats/performance/score-bounds.ts'
import { accuracyBounds, unlabelledBounds } from '#shared/stats/performance/unlabelled-bounds.ts'
import { valueBounds } from '#shared/stats/performance/value-bounds.ts'
import type { Sample } from './frame.ts'
import { FEW_OUTSIDE } from './metrics/binary.ts'

type Bounds = Readonly<Record<string, Interval | null>>

/**
 * Between which values the metrics of all rows lie, whatever the missing labels will be. Those that are not here have no
 * bounds in closed form: PR AUC, Matthews correlation, lift, averages over classes, R² and MAPE.
 * @param range within which outcomes of a regression are taken to stay; null where none is known.
 */
export function boundsOf(sample: Sample, task: Task, range: Interval | null): PerformanceWindow['bounds'] {
  const found: Bounds = (() => {
    switch (task) {
      case 'binary':
        return { ...decisionBounds(sample, task), ...binaryScoreBounds(sample) }
      case 'multiclass':
        return decisionBounds(sample, task)
      case 'regression':
        return sample.decision === null || range === null
          ? {}
          : { ...valueBounds(sample.label, sample.decision, range) }
      case 'ranking':
        return {}
    }
  })()
  return Object.fromEntries(
    Object.entries(found).flatMap(([metric, interval]) =>
      interval === null ? [] : [[metric, [interval[0], interval[1]] satisfies [number, number]]],
    ),
  )
}

function decisionBounds({ label, decision }: Sample, task: 'binary' | 'multiclass'): Bounds {
  if (decision === null) return {}
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
  return task === 'binary'
    ? { ...unlabelledBounds(countDecisions(label, decision), yes, no) }
    : { accuracy: accuracyBounds(correct, labelled, yes + no) }
}

/** Of scores; where few of them are no probabilities, Brier score and log loss are of the others, as the metrics are. */
function binaryScoreBounds({ label, score }: Sample): Bounds {
  if (score === null || label.every((value) => !Number.isNaN(value))) return {}
  const isOutside = (value: number): boolean => value < 0 || value > 1
  const outside = score.reduce((count, value) => count + (isOutside(value) ? 1 : 0), 0)
  const probabilities = score.map((value) => (isOutside(value) ? Number.NaN : value))
  return {
    roc_auc: rocAucBounds(label, score),
    ...(outside > FEW_OUTSIDE * score.length ? {} : scoreBounds(label, probabilities)),
  }
}
