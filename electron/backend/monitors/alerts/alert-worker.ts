import { decodeAlertState, encodeAlertState, NO_ALERTS } from '#shared/policy/alerts/state.ts'
import { say } from '#shared/words/say.ts'
import type { AlertCheckpoint } from '../../store/alert-types.ts'
import { exposeProcedures } from '../../threads/expose.ts'
import { openScoredLog } from '../scored-log/read-scored-log.ts'
import { type AlertRows, readAlertRows } from './observe/alert-rows.ts'
import { ruleReader } from './observe/observe.ts'
import { replayAlerts } from './replay/replay-alerts.ts'
import { runAlerts } from './run-alerts.ts'
import type { AlertLiveAnswer, AlertLiveTask, AlertProcedures, AlertReplayTask } from './worker-types.ts'

const CHECKPOINT_MS = 86_400_000
/** The time of a state that has seen nothing: the earliest that there is. */
const BEFORE_ALL = -8_640_000_000_000_000

exposeProcedures<AlertProcedures>({
  replay(task) {
    const { rows, baseline } = rowsOf(task, task.reference)
    return replayAlerts(task.plan, rows, baseline, task.onset)
  },
  live,
})

function live(task: AlertLiveTask): AlertLiveAnswer {
  const { plan, words, heard } = task
  const { rows, baseline } = rowsOf(task, task.reference ?? task.standIn)
  const before = task.state === null ? NO_ALERTS : decodeAlertState(task.state)
  const beganAt = task.beganAt ?? (rows.rows === 0 ? null : rows.feed.times[0])
  const checkpoints: AlertCheckpoint[] = []
  const { state, effects } = rows.feed.timed
    ? runAlerts(
        plan,
        before,
        rows,
        ruleReader(rows, task.reference === null ? null : baseline, plan.rules, beganAt ?? 0),
        {
          words,
          until: task.until,
          checkpointMs: CHECKPOINT_MS,
          onCheckpoint: (reached, count) => {
            checkpoints.push({
              at: Number.isFinite(reached.clock) ? reached.clock : BEFORE_ALL,
              state: encodeAlertState(reached),
              words: words[count - 1]?.sequence ?? heard,
            })
          },
        },
      )
    : { state: before, effects: [] }
  return {
    state: encodeAlertState(state),
    effects,
    checkpoints,
    beganAt,
    timed: rows.feed.timed,
    notes: rows.feed.timed ? rows.notes : [say('alert.untimed')],
  }
}

function rowsOf(
  { log, plan, given }: Pick<AlertReplayTask, 'log' | 'plan' | 'given'>,
  against: AlertReplayTask['reference'],
): { readonly rows: AlertRows; readonly baseline: AlertRows | null } {
  const opened = openScoredLog(log)
  const reference = against === null ? null : openScoredLog(against)
  const baselineLogs = against?.logs ?? []
  const rows = readAlertRows(opened, reference, given, plan.rules, log.logs, baselineLogs)
  const baseline =
    reference === null ? null : readAlertRows(reference, null, given, plan.rules, baselineLogs, baselineLogs)
  return { rows, baseline }
}
