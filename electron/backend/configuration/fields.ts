import { z } from 'zod'
import {
  DURATION_UNITS,
  isDurationUnit,
  numberWithUnit,
  parseDuration,
  parseWindowLength,
  type WindowLength,
} from '#shared/domain/duration.ts'
import { nearest } from '#shared/stats/text/nearest.ts'

const UNITS = Object.keys(DURATION_UNITS)

/** A duration with its unit, "15 min", as milliseconds. */
export const durationField = z.string().transform((text, context): number => {
  const ms = parseDuration(text)
  if (ms !== null) return ms
  context.addIssue({ code: 'custom', message: `"${text}" is no duration${unitHint(text, UNITS, '15 min')}` })
  return z.NEVER
})

/** A window, "1000 rows" or "5 min". */
export const windowField = z.string().transform((text, context): WindowLength => {
  const window = parseWindowLength(text)
  if (window !== null) return window
  const units = ['rows', ...UNITS]
  context.addIssue({
    code: 'custom',
    message: `"${text}" is no window${unitHint(text, units, '1000 rows" or "5 min')}`,
  })
  return z.NEVER
})

/** A share from 0 to 1: 0.05, or "5%". */
export const shareField = z.union([
  z.number().min(0).max(1),
  z
    .string()
    .regex(/^\d{1,3}(\.\d{1,6})?\s*%$/, 'a share is a number from 0 to 1, or a percentage such as "5%"')
    .transform((text) => Number.parseFloat(text) / 100)
    .pipe(z.number().max(1, 'a share is at most 100%')),
])

function unitHint(text: string, units: readonly string[], example: string): string {
  const written = numberWithUnit(text)
  if (written === null || isDurationUnit(written.unit)) return `; write it as "${example}"`
  const close = nearest(written.unit, units)
  return close === null
    ? `; the units are ${units.join(', ')}`
    : `; did you mean "${written.amount} ${close}"?`
}
