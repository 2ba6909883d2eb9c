import type { FairnessView } from '#shared/contract/documents/performance.ts'
import { compareGroups, impossibility } from '#shared/stats/fairness/criteria.ts'
import { type GroupRates, groupRates } from '#shared/stats/fairness/group-rates.ts'
import { say } from '#shared/words/say.ts'
import { criterionView, groupView, intervalView, plain, timeText } from './describe.ts'
import type { Frame } from './frame.ts'
import { applyCut, cutOf } from './segments.ts'
import type { LogWindow } from './windows.ts'

const MOST_GROUPS = 12

/**
 * Fairness of a binary model over the groups of one protected column (its 12 largest values): rates by group with
 * intervals, the criteria with their gaps and ratios, and the ratio of selection rates window by window. Null where the
 * column has no two groups.
 * @param kept rows that count. @param windows over the same frame.
 */
export function fairnessOf(
  frame: Frame,
  column: string,
  kept: Uint32Array,
  windows: readonly LogWindow[],
): FairnessView | null {
  const cut = cutOf(frame.log, column)
  if (cut === null || frame.decision === null) return null
  const { codes, values } = applyCut(frame.log, cut)
  const names = values.slice(0, MOST_GROUPS)
  const groups = ratesOf(frame, names, codes, kept)
  if (groups.length < 2) return null
  const opposed = impossibility(groups)
  return {
    column,
    groups: groups.map(groupView),
    criteria: compareGroups(groups).map(criterionView),
    trend: windows.map(({ from, to, start, end }) => {
      const rows = Uint32Array.from({ length: to - from }, (_, i) => from + i)
      const [selection] = compareGroups(ratesOf(frame, names, codes, rows))
      return {
        start: timeText(start),
        end: timeText(end),
        ratio: plain(selection.ratio?.value ?? null),
        ci: intervalView(selection.ratio?.ci ?? null),
        rows: to - from,
      }
    }),
    impossibility:
      opposed === null
        ? null
        : say('fairness.impossible', {
            share: share(opposed.highest, groups),
            highest: opposed.highest,
            other: share(opposed.lowest, groups),
            lowest: opposed.lowest,
          }),
  }
}

function share(group: string, groups: readonly GroupRates[]): string {
  const rate = groups.find((one) => one.group === group)?.baseRate.value ?? 0
  return `${(rate * 100).toFixed(1)}%`
}

function ratesOf(
  { outcomes, decision }: Frame,
  names: readonly string[],
  codes: Int32Array,
  kept: Uint32Array,
): GroupRates[] {
  if (decision === null) return []
  const places = names.map((): number[] => [])
  for (const row of kept) places[codes[row]]?.push(row)
  return names.flatMap((name, code) =>
    places[code].length === 0
      ? []
      : [groupRates(name, places[code], outcomes.label, decision, outcomes.score)],
  )
}
