import { exposeProcedures } from '../../threads/expose.ts'
import { observationsOf } from '../observations/observations.ts'
import { readFeed } from '../observations/read-feed.ts'
import { openScoredLog } from '../scored-log/read-scored-log.ts'
import type { ScoredLogTask } from '../scored-log/types.ts'
import { blastRadius } from './blast-radius.ts'
import { stepLive } from './live/step-live.ts'
import { type KeptLog, replayLog } from './replay/replay-log.ts'
import { trafficFacts } from './replay/traffic-facts.ts'
import { wantedColumns } from './wanted-columns.ts'
import type { BreakerProcedures, ReplayTask } from './worker-types.ts'

/** Logs whose rows are kept for the next slider. */
const MOST_KEPT = 2
const kept = new Map<string, KeptLog>()

exposeProcedures<BreakerProcedures>({
  replay(task) {
    const log = keptLog(task)
    return {
      replays: task.policies.map(({ name, policy }) =>
        replayLog(log, { name, policy, onset: task.onset, points: task.points }),
      ),
      facts: log.facts,
    }
  },
  live: stepLive,
  radius: ({ log }) => blastRadius(openScoredLog(log)),
})

function keptLog({ log, reference, given, loopTests, policies }: ReplayTask): KeptLog {
  const wanted = wantedColumns(...policies.map(({ policy }) => policy))
  const key = JSON.stringify([
    ...[log, reference].map(idsOf),
    given.task ?? null,
    given.positive ?? null,
    [...wanted.numbers],
    [...wanted.binned],
    [...wanted.segments],
    wanted.errors,
    loopTests,
  ])
  const known = kept.get(key)
  if (known !== undefined) return known
  const { feed, value, notes } = readFeed(
    openScoredLog(log),
    reference === null ? null : openScoredLog(reference),
    given,
    wanted,
    loopTests,
  )
  const fresh: KeptLog = { observations: observationsOf(feed), value, notes, facts: trafficFacts(feed) }
  const [oldest] = kept.keys()
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(key, fresh)
  return fresh
}

function idsOf(task: ScoredLogTask | null): unknown {
  if (task === null) return null
  const ids = (logs: ScoredLogTask['logs']) => logs.map(({ id, rows }) => [id, rows])
  return [ids(task.logs), ids(task.labelLogs), task.window ?? null, [...(task.arrivals ?? [])]]
}
