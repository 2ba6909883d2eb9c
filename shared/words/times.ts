import { plainCount, plainNumber } from '../stats/text/format.ts'

/** A span of time by its two largest units: "3 days 4 h", "12 min", "0.4 s". */
export function spanWords(milliseconds: number): string {
  const seconds = milliseconds / 1_000
  if (seconds < 60) return `${plainNumber(seconds, 2)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  const days = Math.floor(hours / 24)
  const rest = hours % 24
  return `${plainCount(days)} ${days === 1 ? 'day' : 'days'}${rest === 0 || days >= 30 ? '' : ` ${rest} h`}`
}

/** A moment to the minute: "2026-03-10 14:00 UTC". */
export function minuteWords(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
