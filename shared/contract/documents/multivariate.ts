import { z } from 'zod'

const number = z.number()
const optionalNumber = z.number().nullable()
const sides = z.object({ reference: number, current: number })

const kernelTest = z
  .object({
    value: number,
    /** Seeded permutations. */
    p_value: optionalNumber,
    permutations: number,
    /** Width of the RBF kernel by the median heuristic; null for the energy distance. */
    sigma: optionalNumber,
  })
  .nullable()

/**
 * Drift of the numeric and boolean features together, measured on a seeded sample of rows. When it was skipped,
 * `reason` says why and every measure is null.
 */
export const multivariate = z.object({
  reason: z.string().nullable(),
  columns: z.array(z.string()),
  /** Columns beyond the most that are taken together. */
  columns_left_out: number,
  /** Cells without a finite value, which took the median of the baseline. */
  imputed: sides,
  sample: z.object({
    seed: number,
    /** Rows of the reconstruction and the correlations. */
    rows: sides,
    kernel_rows: sides,
    /** Both sides together. */
    classifier_rows: number,
  }),
  /** Squared maximum mean discrepancy, unbiased, columns standardised by the baseline. */
  mmd: kernelTest,
  energy: kernelTest,
  /** Where the kernel tests were computed, and why not elsewhere where that was asked for. */
  backend: z.object({ name: z.enum(['cpu', 'webgpu']), reason: z.string().nullable() }).optional(),
  /** Mean PCA reconstruction error, against mean ± 3 standard deviations of ten baseline chunks. */
  reconstruction: z
    .object({
      value: number,
      baseline: number,
      lower: number,
      upper: number,
      drifted: z.boolean(),
      components: number,
      explained: number,
    })
    .nullable(),
  /** Pairs whose correlation changed (Fisher z, Benjamini–Hochberg at 0.05); the largest 20 by significance. */
  correlation: z
    .object({
      pairs: number,
      changed: number,
      greatest: number,
      largest: z.array(
        z.object({
          first: z.string(),
          second: z.string(),
          reference: number,
          current: number,
          p_adjusted: number,
        }),
      ),
    })
    .nullable(),
  /** Cross-validated AUC of telling current from baseline rows, and the weights that explain it. */
  classifier: z
    .object({
      auc: number,
      ci: z.tuple([number, number]),
      p_value: number,
      folds: number,
      weights: z.array(z.object({ column: z.string(), level: number, spread: number, share: number })),
    })
    .nullable(),
  warnings: z.array(z.string()),
  seconds: number,
})
export type Multivariate = z.infer<typeof multivariate>
