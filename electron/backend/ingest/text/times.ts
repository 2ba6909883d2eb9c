import { AppError } from '#shared/domain/errors.ts'
import { epochToMilliseconds, type TimeFormat } from '#shared/domain/kinds.ts'
import { fromWallTime, isTimeZone } from '#shared/domain/time-zone.ts'
import { say } from '#shared/words/say.ts'

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/

/** UTC milliseconds of a text in a format; times without a zone are of `timezone`. NaN when it is none. */
export function parseTime(text: string, format: TimeFormat, timezone: string): number {
  if (format.startsWith('epoch_')) return Number(text) * epochToMilliseconds(format)
  if (format === 'iso') {
    const parts = ISO.exec(text)
    if (parts === null) return Number.NaN
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts
    const wall =
      Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
      Number(fraction.padEnd(3, '0').slice(0, 3))
    if (zone === undefined) return fromWallTime(wall, timezone)
    return zone === 'Z' || zone === 'UTC' ? wall : wall - offsetOf(zone)
  }
  const fields = new Map<string, number>()
  const numbers = text.match(/\d+/g) ?? []
  for (const [index, [, letter]] of [...format.matchAll(/%([YmdHMS])/g)].entries()) {
    fields.set(letter, Number(numbers[index]))
  }
  const field = (letter: string, missing: number) => fields.get(letter) ?? missing
  const wall = Date.UTC(
    field('Y', 1970),
    field('m', 1) - 1,
    field('d', 1),
    field('H', 0),
    field('M', 0),
    field('S', 0),
  )
  return fromWallTime(wall, timezone)
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** @throws AppError `MAPPING_INVALID` for a zone that is not in the IANA list. */
export function checkTimezone(timezone: string): string {
  if (isTimeZone(timezone)) return timezone
  throw new AppError('MAPPING_INVALID', say('error.timezone', { timezone }), say('error.timezone.mend'))
}
