import { classText, sameTruth } from '#shared/domain/truth.ts'
import type { LoopLog } from '../feedback/loop-rows.ts'
import type { ScoredLog } from '../scored-log/types.ts'
import type { Disagreement } from './procedures.ts'

const MOST = 100

/** Rows that a person decided otherwise than the model, the most confident first. */
export function disagreementsOf(
  log: ScoredLog,
  { outcomes }: LoopLog,
  places: Uint32Array | null,
): { readonly disagreements: Disagreement[]; readonly disagreementRows: number } {
  const [human] = log.named('human_decision')
  const [prediction] = log.named('prediction')
  if (human === undefined || prediction === undefined) return { disagreements: [], disagreementRows: 0 }
  const people = log.coded(human)
  const model = log.coded(prediction)
  const said = people.values.map(classText)
  const predicted = model.values.map(classText)
  const confidence = outcomes?.confidence ?? null
  const found: number[] = []
  let judged = 0
  const count = places?.length ?? log.rows
  for (let i = 0; i < count; i++) {
    const row = places === null ? i : places[i]
    const own = model.codes[row]
    const other = people.codes[row]
    if (own < 0 || other < 0) continue
    judged += 1
    if (!sameTruth(predicted[own], said[other])) found.push(row)
  }
  const sure = (row: number): number => {
    const value = confidence?.[row] ?? Number.NaN
    return Number.isNaN(value) ? -1 : value
  }
  const [idColumn] = log.named('prediction_id')
  const ids = idColumn === undefined ? null : log.coded(idColumn)
  return {
    disagreementRows: judged === 0 ? 0 : found.length,
    disagreements: found
      .toSorted((a, b) => sure(b) - sure(a) || a - b)
      .slice(0, MOST)
      .map((row) => {
        const time = log.times?.[row] ?? Number.NaN
        const id = ids === null || ids.codes[row] < 0 ? null : ids.values[ids.codes[row]]
        return {
          row: log.fileRow?.[row] ?? row,
          at: Number.isNaN(time) ? null : time,
          id,
          prediction: model.values[model.codes[row]],
          human: people.values[people.codes[row]],
          confidence: sure(row) < 0 ? null : sure(row),
        }
      }),
  }
}
