import { type RowGroups, sharedCodes } from './row-groups.ts'

export type GroupByOrderTask = { readonly rows: number; readonly groups: number }

/** Rows in the order of reading, cut into runs of equal length. */
export function groupByOrder({ rows, groups }: GroupByOrderTask): RowGroups {
  const codes = sharedCodes(rows)
  for (let group = 0; group < groups; group += 1) {
    codes.fill(group, Math.floor((group * rows) / groups), Math.floor(((group + 1) * rows) / groups))
  }
  return { codes, groups }
}
