import { AppError } from '#shared/domain/errors.ts'

/**
 * Parameters written as `name=value`; numbers, true and false are read as such, the rest is text.
 * @throws AppError `USAGE` for anything else, and for a name that comes twice.
 */
export function namedParameters(given: readonly string[]): Readonly<Record<string, unknown>> {
  const parameters = new Map<string, unknown>()
  for (const text of given) {
    const at = text.indexOf('=')
    const name = text.slice(0, at)
    if (at < 1 || parameters.has(name)) {
      throw new AppError(
        'USAGE',
        at < 1 ? `--param ${text} is not NAME=VALUE.` : `--param ${name} is given twice.`,
        'Write it like --param delta=0.002, each name once.',
      )
    }
    parameters.set(name, readValue(text.slice(at + 1)))
  }
  return Object.fromEntries(parameters)
}

function readValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
