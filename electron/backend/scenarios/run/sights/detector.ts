import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { detect } from '#shared/stats/streams/detectors.ts'
import { say } from '#shared/words/say.ts'
import type { Table } from '../../../../../resources/scenarios/kit/table.ts'
import type { Observations } from '../observations.ts'
import { type Sighting, sighting } from '../sighting.ts'

type Check<Name extends ScenarioCheck['monitor']> = Extract<ScenarioCheck, { monitor: Name }>

/** A detector over baseline and log as one stream; it says nothing of the baseline, which is where it learns. */
export async function sightDetector(
  { method, stream }: Check<'detector'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { baseline, log } = seen.files(model).model
  const before = baseline === null ? { values: [], at: [] } : streamOf(baseline(), stream)
  const own = streamOf(log(), stream)
  const { changes } = detect(method, [...before.values, ...own.values])
  const found = changes.filter((row) => row >= before.values.length)
  return [
    sighting(
      method,
      found.length > 0,
      say('evidence.detector', { method, stream, changes: found.length }),
      found.map((row) => own.at[row - before.values.length]),
    ),
  ]
}

/** Values with the times at which they are known; `error` is 1 where prediction and label differ. */
function streamOf(table: Table, stream: string): { values: number[]; at: number[] } {
  const numbers = (name: string) => {
    const column = table.columns.find((one) => one.name === name)
    return column !== undefined && 'values' in column && column.kind !== 'category'
      ? column.values
      : new Float64Array(table.rows).fill(Number.NaN)
  }
  const at = numbers(stream === 'error' ? 'label_timestamp' : 'timestamp')
  const values =
    stream === 'error'
      ? numbers('prediction').map((value, row) => Math.abs(value - numbers('label')[row]))
      : numbers(stream)
  const order = Array.from({ length: table.rows }, (_, row) => row)
    .filter((row) => Number.isFinite(values[row]) && Number.isFinite(at[row]))
    .sort((a, b) => at[a] - at[b])
  return { values: order.map((row) => values[row]), at: order.map((row) => at[row]) }
}
