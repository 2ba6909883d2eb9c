import { parseDuration } from '#shared/domain/duration.ts'
import { AppError } from '#shared/domain/errors.ts'

/**
 * Milliseconds of an option such as `--expires "1 h"`; undefined when it was not given.
 * @throws AppError `USAGE`
 */
export function durationOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const ms = parseDuration(text)
  if (ms !== null && ms > 0) return ms
  throw new AppError('USAGE', `--${name} ${text} is no duration.`, 'Write "15 min", "2 h" or "1 d".')
}
