import { keyHash, type RowSample, smallestKeys } from '#shared/stats/fleet/shared-values.ts'
import type { LoopFeature, LoopRows } from '#shared/stats/loop/loop-rows.ts'
import type { ScoredLog } from '../scored-log/types.ts'
import { valuesAt } from './member-rows.ts'
import type { MeasuredMember, SampleKey } from './procedures.ts'

const SAMPLED_KEYS = 20_000
const SAMPLED_FEATURES = 30

/** Score, error and numeric features of the rows with the smallest hashed keys. */
export function sampleOf(
  log: ScoredLog,
  role: SampleKey,
  rows: LoopRows,
  places: Uint32Array | null,
): RowSample | null {
  const [key] = log.named(role)
  if (key === undefined) return null
  const hashes = log.hashes(key, keyHash)
  const rowHash = places === null ? hashes : valuesAt(hashes, places)
  const chosen = smallestKeys(rowHash, SAMPLED_KEYS)
  const pick = (values: Float64Array): Float64Array => valuesAt(values, chosen)
  const ascending = Uint32Array.from(chosen.keys()).sort((a, b) => chosen[a] - chosen[b])
  return {
    keys: pick(rowHash),
    columns: [
      ...(rows.score === null ? [] : [{ name: OUTPUT, values: pick(rows.score) }]),
      ...(rows.error === null ? [] : [{ name: ERROR, values: pick(rows.error) }]),
      ...rows.features
        .slice(0, SAMPLED_FEATURES)
        .map((feature) => ({ name: feature.name, values: pickWalking(feature, chosen, ascending) })),
    ],
  }
}

/** Values of an input at the rows `chosen`, which `ascending` puts in the order of the rows. */
function pickWalking({ each }: LoopFeature, chosen: Uint32Array, ascending: Uint32Array): Float64Array {
  const picked = new Float64Array(chosen.length).fill(Number.NaN)
  let at = 0
  each((values, from) => {
    while (at < ascending.length && chosen[ascending[at]] < from) at += 1
    for (; at < ascending.length && chosen[ascending[at]] < from + values.length; at++) {
      picked[ascending[at]] = values[chosen[ascending[at]] - from]
    }
  })
  return picked
}

/** Names in a sample that no column of a log has. */
export const OUTPUT = '\u0000output'
export const ERROR = '\u0000error'

/** What of a member is moved to the main thread instead of copied: the sampled rows. */
export function memberBuffers({ samples }: MeasuredMember): ArrayBuffer[] {
  const arrays = Object.values(samples).flatMap((sample) =>
    sample === null ? [] : [sample.keys, ...sample.columns.map(({ values }) => values)],
  )
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []))
}
