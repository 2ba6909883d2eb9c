import { z } from 'zod'

/** Fine-grained shape of one column for drawing: shares per equal-width cell, or per category. */
export const distribution = z.object({
  edges: z.instanceof(Float64Array),
  reference: z.instanceof(Float64Array),
  current: z.instanceof(Float64Array),
  /** Rows outside the drawn range, per side, so that nothing is hidden. */
  below: z.tuple([z.number(), z.number()]),
  above: z.tuple([z.number(), z.number()]),
})
