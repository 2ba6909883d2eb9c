import { z } from 'zod'
import {
  type ColumnProfile,
  emptyProfile,
  type ProfileShape,
  shapeOf,
} from '#shared/stats/profile/column-profile.ts'
import { decodeCounts, encodeCounts } from './varint.ts'

export type DecodedProfiles = {
  readonly buckets: Float64Array
  /** Of every column in the file. */
  readonly shapes: ReadonlyMap<string, ProfileShape>
  readonly columns: readonly NamedProfile[]
}

/** One column in a profile file. */
export type NamedProfile = { readonly name: string; readonly profile: ColumnProfile }

const MAGIC = 'DDPROF1\n'
const header = z.object({
  buckets: z.number().int().min(0),
  columns: z.array(
    z.object({
      name: z.string(),
      cells: z.number().int().min(0).max(1_024),
      numeric: z.boolean(),
      score: z.boolean(),
      /** Bytes of its counts. */
      counts: z.number().int().min(0),
    }),
  ),
})

/**
 * The profiles of the columns of one chunk, which share their buckets, as one file: the magic, the length of the header
 * (u32), the header in JSON, the bucket numbers (f64), then for each column its tallies, counts and labelled rows as
 * varints and its moments and score sums as f64. Columns are taken one by one. Everything is little-endian and stands without padding.
 */
export function encodeProfiles(buckets: Float64Array, columns: Iterable<NamedProfile>): Uint8Array {
  const parts: Uint8Array[] = []
  const described: z.infer<typeof header>['columns'] = []
  for (const { name, profile } of columns) {
    const { tallies, counts, moments, score } = profile
    const whole = encodeCounts(score === null ? [tallies, counts] : [tallies, counts, score.labelled])
    parts.push(whole)
    if (moments !== null) parts.push(bytesOf(moments))
    if (score !== null) parts.push(bytesOf(score.sums), bytesOf(score.labels))
    described.push({ name, ...shapeOf(profile), counts: whole.length })
  }
  const text = new TextEncoder().encode(JSON.stringify({ buckets: buckets.length, columns: described }))
  return Buffer.concat([
    Buffer.from(MAGIC),
    bytesOf(Uint32Array.of(text.length)),
    text,
    bytesOf(buckets),
    ...parts,
  ])
}

/**
 * The columns of a profile file; those that `wanted` refuses are passed over.
 * @throws RangeError, SyntaxError or ZodError when the bytes are not such a file.
 */
export function decodeProfiles(
  bytes: Uint8Array,
  wanted: (name: string) => boolean = () => true,
): DecodedProfiles {
  let at = 0
  const take = (length: number): Uint8Array => {
    if (length < 0 || at + length > bytes.length) throw new RangeError('it is cut short')
    at += length
    return bytes.subarray(at - length, at)
  }
  const text = (length: number) => new TextDecoder().decode(take(length))
  if (text(MAGIC.length) !== MAGIC) throw new RangeError('it is no profile')
  const [length] = new Uint32Array(Uint8Array.from(take(4)).buffer)
  const { buckets: bucketCount, columns: described } = header.parse(JSON.parse(text(length)))
  const floats = (into: Float64Array) =>
    new Uint8Array(into.buffer, into.byteOffset, into.byteLength).set(take(into.byteLength))
  if (bucketCount * 8 > bytes.length) throw new RangeError('it is cut short')
  const buckets = new Float64Array(bucketCount)
  floats(buckets)
  const columns: NamedProfile[] = []
  for (const { name, counts: countBytes, ...shape } of described) {
    const places = bucketCount * shape.cells
    if (!wanted(name)) {
      take(countBytes + (shape.numeric ? bucketCount * 48 : 0) + (shape.score ? places * 16 : 0))
      continue
    }
    const profile = emptyProfile(buckets, shape)
    const { tallies, counts, moments, score } = profile
    decodeCounts(take(countBytes), score === null ? [tallies, counts] : [tallies, counts, score.labelled])
    if (moments !== null) floats(moments)
    if (score !== null) {
      floats(score.sums)
      floats(score.labels)
    }
    columns.push({ name, profile })
  }
  if (at !== bytes.length) throw new RangeError('it is longer than it says')
  const shapes = new Map(
    described.map(({ name, cells, numeric, score }) => [name, { cells, numeric, score }]),
  )
  return { buckets, shapes, columns }
}

function bytesOf(values: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
