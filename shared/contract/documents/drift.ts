import { z } from 'zod'
import { COLUMN_KINDS, ROLES } from '../../domain/columns.ts'
import { VERDICTS } from '../../domain/verdict.ts'
import { multivariate } from './multivariate.ts'

const number = z.number()
const optionalNumber = z.number().nullable()
const interval = z.tuple([number, number]).nullable()

export const driftBin = z.object({
  label: z.string(),
  /** Lower edge, inclusive; null where the bin is open or holds categories or missing values. */
  lower: optionalNumber,
  upper: optionalNumber,
  reference: number,
  current: number,
})
export type DriftBin = z.infer<typeof driftBin>

/** How the PSI of a column spreads over the segments of another; the contributions add up to it. */
const columnSegments = z.object({
  by: z.string(),
  /** PSI of all segments together, under the half-count rule. */
  psi: number,
  /** Parts of it: segments that gained or lost weight, and values that moved within segments. */
  mix: number,
  within: number,
  /** Largest contribution first. */
  items: z.array(
    z.object({
      segment: z.string(),
      rows: z.object({ reference: number, current: number }),
      contribution: number,
      /** Of the column's PSI; null when that is 0. */
      share: optionalNumber,
      mix: number,
      within: number,
      /** PSI of the segment by itself; null when a side of it has no rows. */
      psi: optionalNumber,
    }),
  ),
})

const timeInterval = z.tuple([z.string(), z.string()]).nullable()

/** A quantile with its distribution-free 95% interval. */
const quantile = z.object({ value: number, ci: z.tuple([number, number]) })
const latencySide = z.object({ rows: number, p50: quantile, p95: quantile, p99: quantile })

export const driftColumn = z.object({
  name: z.string(),
  kind: z.enum(COLUMN_KINDS),
  role: z.enum(ROLES),
  rows: z.object({ reference: number, current: number }),
  missing: z.object({ reference: number, current: number }),
  infinite: z.object({ reference: number, current: number }),
  psi: z
    .object({
      value: number,
      ci: interval,
      expected: number,
      binning: z.string(),
      zero_rule: z.string(),
      bins: z.array(driftBin),
    })
    .nullable(),
  kl: z.object({ value: number }).nullable(),
  js: z.object({ divergence: number, distance: number, base: number }).nullable(),
  ks: z
    .object({
      statistic: number,
      p_value: number,
      p_adjusted: optionalNumber,
      method: z.enum(['exact', 'asymptotic']),
      location: optionalNumber,
      sign: number,
    })
    .nullable(),
  wasserstein: z.object({ value: number, normalized: optionalNumber }).nullable(),
  hellinger: z.object({ value: number }).nullable(),
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
  reasons: z.array(z.string()),
  audit: z.object({
    power_at_threshold: optionalNumber,
    false_alarm_rate: optionalNumber,
    min_rows: optionalNumber,
    reason: z.string().optional(),
    method: z.enum(['closed form', 'simulation', 'none']).optional(),
    /** What the three numbers mean under the policy of the run, in words. */
    convention: z.string().optional(),
  }),
  onset: z.object({
    at: z.string().nullable(),
    ci: timeInterval,
    reason: z.string().optional(),
    /** Every change that the scan found, in the order of time; the first key is the greatest of them. */
    changes: z
      .array(
        z.object({
          at: z.string(),
          ci: timeInterval,
          p_value: optionalNumber,
          /** Whether it lies among the rows of the baseline. */
          in_baseline: z.boolean().optional(),
          /** Whether it undoes the change before it. */
          undoes: z.boolean().optional(),
        }),
      )
      .optional(),
    /** When the column was again as before the change; null where it did not come back. */
    until: z.string().nullable().optional(),
    /** Whether the change lies among the rows of the baseline, which is then no steady measure. */
    in_baseline: z.boolean().optional(),
    /** Width of the buckets that were scanned, in words. */
    step: z.string().optional(),
  }),
  segments: columnSegments.optional(),
  /** Milliseconds; only for the column with that role. */
  latency: z.object({ reference: latencySide.nullable(), current: latencySide.nullable() }).optional(),
})
export type DriftColumn = z.infer<typeof driftColumn>

export const QUALITY_SEVERITIES = ['info', 'low', 'moderate', 'high'] as const
export type QualitySeverity = (typeof QUALITY_SEVERITIES)[number]
export const qualityFinding = z.object({
  code: z.string(),
  column: z.string().nullable(),
  severity: z.enum(QUALITY_SEVERITIES),
  detail: z.string(),
})
export type QualityFinding = z.infer<typeof qualityFinding>

/** `driftdesk drift --json`, the report's data and what the drift view shows: one document for all three. */
export const driftDocument = z.object({
  schema: z.literal('driftdesk.drift/1'),
  reference: z.object({ rows: number, hash: z.string() }),
  current: z.object({ rows: number, hash: z.string() }),
  policy: z.string(),
  columns: z.array(driftColumn),
  quality: z.array(qualityFinding),
  summary: z.object({ verdict: z.enum(VERDICTS), drifted: number, columns: number }),
  multivariate: multivariate.optional(),
  /** Column by whose values `columns[].segments` are cut. */
  by: z.string().optional(),
  /** Seed of everything that was simulated. */
  seed: number.optional(),
  engine: z.object({ version: z.string(), backend: z.enum(['cpu', 'webgpu']), seconds: number }),
})
export type DriftDocument = z.infer<typeof driftDocument>
