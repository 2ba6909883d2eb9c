import type { AlarmLaw } from './alarm-law.ts'

const ALLOWED_FALSE_ALARMS = 0.05
const MOST_ROWS = 2 ** 40

/**
 * The least equal number of rows a side, within half a percent, at which the false-alarm rate is at most 5% and the
 * power at the threshold is what the law asks for; null when no number of rows does.
 */
export function rowsNeeded(law: AlarmLaw, least: number): number | null {
  const enough = (rows: number): boolean =>
    law.falseAlarm(rows / 2) <= ALLOWED_FALSE_ALARMS && law.power(rows / 2) >= law.wantedPower
  if (enough(least)) return least
  let high = least
  while (!enough(high)) {
    high *= 2
    if (high > MOST_ROWS) return null
  }
  let low = high / 2
  while (high - low > Math.max(1, high / 200)) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle
  }
  return Math.ceil(high)
}
