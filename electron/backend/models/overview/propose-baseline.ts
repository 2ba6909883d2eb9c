import type { BaselineProposal } from '#shared/contract/documents/model.ts'
import { contractWindow } from '../../profiles/windows.ts'
import type { Dataset } from '../../store/types.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY
/** Share of the time, or of the rows, that a baseline takes unless weeks or logs suggest another one. */
const PART = 0.3
/** A baseline of less than that says little about the tails. */
const LEAST_ROWS = 1_000
const MOST_PART = 0.6

type Range = { readonly first: number; readonly last: number }

/**
 * Which rows a model could be compared with: its first log where later ones follow it in time; else the first whole
 * weeks that hold 30% of the time, so that every day of the week is in it; else the first 30% of the time or, without
 * times, of the rows. Null for a model without rows, or with all of them at one
 * instant. It is a proposal for a person to accept, never taken by itself.
 */
export function proposeBaseline(logs: readonly Dataset[]): BaselineProposal | null {
  const rows = logs.reduce((sum, log) => sum + log.rows, 0)
  const [first] = logs
  if (first === undefined || rows === 0) return null
  const datasets = logs.map(({ id }) => id)
  const ranges = logs.map(rangeOf)
  const timed = ranges.filter((range) => range !== null)
  const own = ranges[0]
  if (logs.length > 1 && follows(own, ranges.slice(1)) && first.rows >= LEAST_ROWS) {
    return {
      window: { kind: 'all' },
      datasets: [first.id],
      rows: first.rows,
      share: first.rows / rows,
      rule: 'first_log',
    }
  }
  if (timed.length === 0) {
    const end = Math.max(1, Math.round(rows * PART))
    return {
      window: { kind: 'rows', start: 0, end },
      datasets,
      rows: end,
      share: end / rows,
      rule: 'first_rows',
    }
  }
  const whole = {
    first: Math.min(...timed.map((range) => range.first)),
    last: Math.max(...timed.map((range) => range.last)),
  }
  const length = whole.last - whole.first
  const from = Math.floor(whole.first / DAY) * DAY
  const weeks = Math.max(1, Math.round((length * PART) / WEEK))
  const byWeeks = length >= 3 * WEEK && weeks * WEEK <= length * MOST_PART
  const end = byWeeks ? from + weeks * WEEK : roundedTime(whole, PART)
  const estimated = Math.round(estimateRows(logs, end))
  // A log of one instant has no first part.
  if (estimated === 0 || estimated >= rows) return null
  return {
    window: contractWindow({ kind: 'time', start: null, end }),
    datasets,
    rows: estimated,
    share: estimated / rows,
    rule: byWeeks ? 'whole_weeks' : 'first_part',
  }
}

function rangeOf({ chunks }: Dataset): Range | null {
  const first = Math.min(...chunks.flatMap(({ timeMin }) => timeMin ?? []))
  const last = Math.max(...chunks.flatMap(({ timeMax }) => timeMax ?? []))
  return first <= last ? { first, last } : null
}

function follows(first: Range | null, others: readonly (Range | null)[]): boolean {
  return first !== null && others.every((other) => other !== null && other.first >= first.last)
}

/** A moment after a share of a range, at midnight or at the hour where the range is long enough for it. */
function roundedTime({ first, last }: Range, share: number): number {
  const at = first + (last - first) * share
  const unit = last - first >= 10 * DAY ? DAY : last - first >= DAY ? DAY / 24 : 60_000
  const rounded = Math.round(at / unit) * unit
  return rounded > first && rounded <= last ? rounded : at
}

/** Rows before a time, each chunk's spread evenly over its own range. */
function estimateRows(logs: readonly Dataset[], end: number): number {
  let sum = 0
  for (const { rows, timeMin, timeMax } of logs.flatMap(({ chunks }) => chunks)) {
    if (timeMin === null || timeMax === null || timeMin >= end) continue
    sum += timeMax < end ? rows : (rows * (end - timeMin)) / Math.max(1, timeMax - timeMin)
  }
  return sum
}
