import { AppError } from '#shared/domain/errors.ts'

/** UTC milliseconds of --onset. @throws AppError `USAGE` for what is no time. */
export function onsetOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const at = Date.parse(text)
  if (Number.isFinite(at)) return at
  throw new AppError('USAGE', `--onset ${text} is no time.`, 'Write it as 2026-03-15T14:00:00Z.')
}
