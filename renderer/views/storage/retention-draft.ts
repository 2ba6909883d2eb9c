export const LEAST_DAYS = 1
export const MOST_DAYS = 36_500

/** A number of days that the settings take, or null. */
export function daysOf(text: string): number | null {
  const days = Number(text)
  return /^\d+$/.test(text.trim()) && days >= LEAST_DAYS && days <= MOST_DAYS ? days : null
}
