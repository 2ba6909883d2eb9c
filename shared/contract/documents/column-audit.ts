import { z } from 'zod'
import { COLUMN_KINDS } from '../../domain/columns.ts'
import { VERDICTS } from '../../domain/verdict.ts'

const optionalNumber = z.number().nullable()

/** One column under all conventions at once, and where they disagree and why. */
export const columnAudit = z.object({
  column: z.string(),
  kind: z.enum(COLUMN_KINDS),
  rows: z.object({ reference: z.number(), current: z.number() }),
  /** One entry for each way to cut the column, the default first. */
  binnings: z.array(
    z.object({
      binning: z.string(),
      bins: z.number(),
      /** Share of the current rows that this recipe leaves out. */
      dropped: z.number(),
      /** The largest share of all rows in one bin, and which. */
      crowding: z.number(),
      crowded_bin: z.string(),
      /** Bins that are empty on exactly one side. */
      one_sided: z.array(z.string()),
      /** What the same row counts show on average without drift. */
      expected_psi: z.number(),
      js: z.object({ divergence: z.number(), distance: z.number(), base: z.literal(2) }),
      /** Null where infinite. */
      zero_rules: z.array(z.object({ zero_rule: z.string(), psi: optionalNumber, kl: optionalNumber })),
    }),
  ),
  /** One entry for each verdict policy, on this column alone, the default first. */
  policies: z.array(
    z.object({
      policy: z.string(),
      summary: z.string(),
      verdict: z.enum(VERDICTS),
      reasons: z.array(z.string()),
      audit: z.object({
        power_at_threshold: optionalNumber,
        false_alarm_rate: optionalNumber,
        min_rows: optionalNumber,
        method: z.enum(['closed form', 'simulation', 'none']),
        reason: z.string().nullable(),
      }),
    }),
  ),
  /** In words; empty when all agree. */
  disagreements: z.array(z.string()),
})
export type ColumnAuditDocument = z.infer<typeof columnAudit>
