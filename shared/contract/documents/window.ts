import { z } from 'zod'
import { COLUMN_KINDS, ROLES } from '../../domain/columns.ts'
import { VERDICTS } from '../../domain/verdict.ts'

const number = z.number()
const optionalNumber = z.number().nullable()
const sides = z.object({ reference: number, current: number })
/** Between which values the one from the rows lies; equal where the value is exact. */
const bounds = z.tuple([number, number])

/** Which rows: all, a half-open time range (open where null), or a half-open range of row numbers. */
export const rowWindow = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({
    kind: z.literal('time'),
    start: z.iso.datetime({ offset: true }).nullable(),
    end: z.iso.datetime({ offset: true }).nullable(),
  }),
  z.strictObject({
    kind: z.literal('rows'),
    start: z.number().int().min(0),
    end: z.number().int().min(0),
  }),
])
export type RowWindow = z.infer<typeof rowWindow>

/** One column of a window against the baseline. */
export const windowColumn = z.object({
  name: z.string(),
  kind: z.enum(COLUMN_KINDS),
  role: z.enum(ROLES),
  rows: sides,
  /** Shares of all rows. */
  missing: sides,
  /** Rows with an infinite value. */
  infinite: sides,
  /** Of the finite values; null where there are none. */
  mean: z.object({ reference: optionalNumber, current: optionalNumber }),
  deviation: z.object({ reference: optionalNumber, current: optionalNumber }),
  psi: z
    .object({
      value: number,
      expected: number,
      binning: z.string(),
      zero_rule: z.string(),
      bins: z.array(
        z.object({
          label: z.string(),
          lower: optionalNumber,
          upper: optionalNumber,
          reference: number,
          current: number,
        }),
      ),
    })
    .nullable(),
  kl: z.object({ value: number }).nullable(),
  js: z.object({ divergence: number, distance: number, base: number }).nullable(),
  hellinger: z.object({ value: number }).nullable(),
  ks: z
    .object({
      statistic: number,
      bounds,
      p_value: number,
      p_bounds: bounds,
      p_adjusted: optionalNumber,
      location: optionalNumber,
      sign: number,
    })
    .nullable(),
  wasserstein: z.object({ value: number, bounds, normalized: optionalNumber }).nullable(),
  chi2: z
    .object({
      statistic: number,
      df: number,
      p_value: number,
      p_adjusted: optionalNumber,
      cramers_v: optionalNumber,
    })
    .nullable(),
  verdict: z.enum(VERDICTS),
  /** Whether the verdict is the same wherever between their bounds the values lie. */
  settled: z.boolean(),
  reasons: z.array(z.string()),
  /** For a score: what of it is known in each cell between `boundaries`, one more cell than boundaries. */
  score: z
    .object({
      boundaries: z.instanceof(Float64Array),
      rows: z.instanceof(Float64Array),
      sums: z.instanceof(Float64Array),
      labelled: z.instanceof(Float64Array),
      labels: z.instanceof(Float64Array),
    })
    .nullable(),
})
export type WindowColumn = z.infer<typeof windowColumn>

/** A window of a model's logs against a baseline. */
export const windowDocument = z.object({
  baseline: z.object({ id: z.string(), name: z.string() }),
  window: rowWindow,
  /** The rows that are counted: the window, its ends moved outward to whole buckets. */
  covered: rowWindow,
  /** Whether the numbers are those of exactly the window that was asked for. */
  aligned: z.boolean(),
  /** Whether every number is from the rows themselves; otherwise some have bounds. */
  exact: z.boolean(),
  rows: sides,
  columns: z.array(windowColumn),
  summary: z.object({ verdict: z.enum(VERDICTS), drifted: number, columns: number }),
  /** Chunks that are not counted yet, so that their rows are not in the numbers. */
  pending: number,
  seconds: number,
})
export type WindowDocument = z.infer<typeof windowDocument>
