import { z } from 'zod'
import { SHIFT_KINDS } from '../stats/injection/shift.ts'
import { STREAM_METHOD_NAMES } from '../stats/streams/detectors.ts'
import { latencyDocument } from './documents/latency.ts'
import { mapping } from './mapping.ts'
import { scoredSource } from './scored-source.ts'

/** How long detectors take to notice a shift that is put into a log. */
export const LATENCY_OPERATIONS = {
  'latency.run': {
    kind: 'job',
    params: z.strictObject({
      source: scoredSource,
      mapping: mapping.optional(),
      kind: z.enum(SHIFT_KINDS),
      /** The column that is shifted; needed for all kinds but `flip`. */
      column: z.string().min(1).max(1_000).optional(),
      /** Sizes to try, in the unit of the kind; a few that suit it unless told. */
      sizes: z.array(z.number().positive().max(1_000)).min(1).max(20).optional(),
      /** How long the shift takes to grow: rows as `2000r`, or a duration as `1d`; at once unless told. */
      ramp: z.string().max(20).optional(),
      /** Only rows with this value of this column are shifted. */
      slice: z
        .strictObject({ column: z.string().min(1).max(1_000), value: z.string().max(10_000) })
        .optional(),
      /** Mix the rows of log and baseline first, so that nothing but the shift differs; false unless told. */
      steady: z.boolean().optional(),
      /** What a sentinel is. */
      sentinel: z.number().optional(),
      /** Windows that rules look at: `1d`, `5000r`; chosen by the length of the log unless told. */
      window: z.string().max(20).optional(),
      trials: z.number().int().min(5).max(2_000).optional(),
      /** Stream detectors to try; those that are quick unless told. */
      streams: z.array(z.enum(STREAM_METHOD_NAMES)).max(STREAM_METHOD_NAMES.length).optional(),
      seed: z.number().int().min(0).max(0xffff_ffff).optional(),
    }),
    result: latencyDocument,
  },
} as const
