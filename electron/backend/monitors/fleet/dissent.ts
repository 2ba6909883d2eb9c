import type { FleetMember } from '#shared/contract/documents/fleet.ts'
import { findDissent } from '#shared/stats/fleet/consensus.ts'
import type { LoopRows } from '#shared/stats/loop/loop-rows.ts'

/** Names of columns whose values are copies of one program. */
const REPLICA_NAME = /(^|_)(server|replica|instance|host|hostname|node|pod|worker|machine)(_?(id|name))?$/i

/** Replicas that leave the consensus of the others; rows are in the order of time. */
export function dissentOf({ times, selected, segments }: LoopRows): FleetMember['dissent'] {
  if (selected === null) return []
  const at = (row: number): string | null => {
    const time = times?.[row]
    return time === undefined || Number.isNaN(time) ? null : new Date(time).toISOString()
  }
  return segments
    .filter(({ name }) => REPLICA_NAME.test(name))
    .flatMap(({ name, codes, values }) =>
      findDissent(codes, selected, values.length).map(
        ({ replica, row, since, rows, share, others, pValue }) => ({
          column: name,
          value: values[replica],
          since: at(since),
          at: at(row),
          rows,
          share,
          others,
          p_value: pValue,
        }),
      ),
    )
}
