import { z } from 'zod'

/** Where a finished file went: to a place that the person chose, to the browser, or nowhere. */
export const delivery = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), name: z.string(), bytes: z.number() }),
  z.object({ kind: z.literal('download'), name: z.string(), bytes: z.number(), url: z.string() }),
  z.object({ kind: z.literal('cancelled') }),
])
