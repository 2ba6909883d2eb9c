const RECENT_MS = 86_400_000

/** Whether the clock of rows runs on to now: the newest row is no older than a day. A log of last year is not "no data for a year". */
export function isRecent(newestRow: number, now: number): boolean {
  return now - newestRow < RECENT_MS && now > newestRow
}
