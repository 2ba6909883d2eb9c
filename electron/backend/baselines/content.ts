import { z } from 'zod'
import { COLUMN_KINDS, COLUMN_STORAGES, ROLES } from '#shared/domain/columns.ts'
import { type ColumnProfile, MOMENT, MOMENTS, TIMELESS } from '#shared/stats/profile/column-profile.ts'
import type { FrozenColumn } from '#shared/stats/profile/frozen-column.ts'
import type { Selection } from '../store/types.ts'
import { canonicalJson } from './canonical.ts'

/** What a baseline freezes. Its canonical text has the hash that names the baseline. */
export type BaselineContent = {
  readonly source: {
    /** Content hashes of the logs, in order. */
    readonly datasets: readonly string[]
    readonly window: Selection['window']
  }
  readonly rows: number
  readonly columns: readonly FrozenColumn[]
}

const SCHEMA = 'driftdesk.baseline/1'

/** The text that is stored and hashed: the same baseline gives the same text on every machine. */
export function writeContent({ source, rows, columns }: BaselineContent): string {
  return canonicalJson({
    schema: SCHEMA,
    source,
    rows,
    columns: columns.map((column) => {
      const { reference } = column
      return {
        ...column,
        ...('bins' in column && column.bins.scheme === 'categories'
          ? { bins: { ...column.bins, others: [...column.bins.others].sort() } }
          : {}),
        reference: {
          counts: reference.counts,
          tallies: reference.tallies,
          // The range of no values at all is infinite, which JSON cannot say.
          moments: reference.moments && Array.from(reference.moments, finiteOrNull),
          score: reference.score,
        },
      }
    }),
  })
}

const numbers = z.array(z.number())
const reference = z.object({
  counts: numbers,
  tallies: numbers,
  moments: z.array(z.number().nullable()).nullable(),
  score: z.object({ sums: numbers, labelled: numbers, labels: numbers }).nullable(),
})
const head = {
  name: z.string(),
  kind: z.enum(COLUMN_KINDS),
  role: z.enum(ROLES),
  storage: z.enum(COLUMN_STORAGES),
  reference,
}
const numericBins = z.discriminatedUnion('scheme', [
  z.object({
    scheme: z.literal('intervals'),
    binning: z.literal('quantile'),
    boundaries: numbers,
    spikes: numbers,
  }),
  z.object({ scheme: z.literal('values'), binning: z.literal('values'), values: numbers, others: numbers }),
])
const categoryBins = z.object({
  scheme: z.literal('categories'),
  binning: z.literal('categories'),
  kept: z.array(z.string()),
  others: z.array(z.string()),
})
const summary = z.object({
  mean: z.number(),
  standardDeviation: z.number(),
  minimum: z.number(),
  median: z.number(),
  maximum: z.number(),
})
const content = z.object({
  schema: z.literal(SCHEMA),
  source: z.object({
    datasets: z.array(z.string()),
    window: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('all') }),
      z.object({ kind: z.literal('time'), start: z.number().nullable(), end: z.number().nullable() }),
      z.object({ kind: z.literal('rows'), start: z.number(), end: z.number() }),
    ]),
  }),
  rows: z.number(),
  columns: z.array(
    z.discriminatedUnion('scale', [
      z.object({
        ...head,
        scale: z.literal('numeric'),
        bins: numericBins,
        grid: z.object({ boundaries: numbers, origin: z.number() }),
        summary: summary.nullable(),
      }),
      z.object({ ...head, scale: z.literal('categorical'), bins: categoryBins }),
      z.object({ ...head, scale: z.literal('presence') }),
    ]),
  ),
})

/** The baseline that a text from `writeContent` describes. */
export function readContent(text: string): BaselineContent {
  const { source, rows, columns } = content.parse(JSON.parse(text))
  return {
    source,
    rows,
    columns: columns.map((column): FrozenColumn => {
      const frozen = toProfile(column.reference)
      return column.scale === 'categorical'
        ? { ...column, reference: frozen, bins: { ...column.bins, others: new Set(column.bins.others) } }
        : { ...column, reference: frozen }
    }),
  }
}

function toProfile({ counts, tallies, moments, score }: z.infer<typeof reference>): ColumnProfile {
  return {
    cells: counts.length,
    buckets: Float64Array.of(TIMELESS),
    counts: Float64Array.from(counts),
    tallies: Float64Array.from(tallies),
    moments: moments && toMoments(moments),
    score: score && {
      sums: Float64Array.from(score.sums),
      labelled: Float64Array.from(score.labelled),
      labels: Float64Array.from(score.labels),
    },
  }
}

function toMoments(values: readonly (number | null)[]): Float64Array {
  const moments = new Float64Array(MOMENTS)
  for (let place = 0; place < MOMENTS; place++) {
    moments[place] =
      values[place] ?? (place === MOMENT.minimum ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY)
  }
  // A sum beyond the range of doubles stays so.
  if (values[MOMENT.squares] === null) moments[MOMENT.squares] = Number.POSITIVE_INFINITY
  return moments
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
