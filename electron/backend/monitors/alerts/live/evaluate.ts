import { createHash } from 'node:crypto'
import type { AlertEffect, MoveEffect, SendEffect, SilenceEffect } from '#shared/policy/alerts/effects.ts'
import { rulesInForce } from '#shared/policy/alerts/merge-rules.ts'
import type { AlertRules } from '#shared/policy/alerts/rules.ts'
import {
  type AlertPlan,
  type AlertState,
  decodeAlertState,
  encodeAlertState,
  NO_ALERTS,
} from '#shared/policy/alerts/state.ts'
import { say } from '#shared/words/say.ts'
import { isLabelLog } from '../../../ingest/labels/label-logs.ts'
import type { AlertChange, StoredAlertEngine, StoredAlertRules } from '../../../store/alert-types.ts'
import type { Dataset, Store } from '../../../store/types.ts'
import type { RpcClient } from '../../../threads/rpc.ts'
import { manifestOf } from '../../manifests/manifest-of.ts'
import { baselineRows } from '../../scored-log/baseline-rows.ts'
import type { ScoredLogTask } from '../../scored-log/types.ts'
import { alertNotice } from '../notice.ts'
import { parseRulesText } from '../rule-file.ts'
import type { AlertLiveAnswer, AlertProcedures } from '../worker-types.ts'
import { silentUntil } from './silence.ts'
import { logsSince, seenOf, whatIsNew } from './what-is-new.ts'

/** Everything that the evaluation of a model rests on. */
export type Situation = {
  readonly plan: AlertPlan
  readonly basis: string
  readonly datasets: readonly Dataset[]
  readonly reference: ScoredLogTask | null
}

type Backend = { readonly store: Store; readonly worker: RpcClient<AlertProcedures> }

/** Null where no rules hold for the model. */
export async function situationOf(store: Store, model: string): Promise<Situation | null> {
  const saved = await store.listAlertRules()
  const rules = rulesFor(saved, model)
  if (rules === null) return null
  const datasets = await store.listDatasets(model)
  const { reference } = await baselineRows(store, model, datasets)
  const baseline = await store.baselineInUse(model)
  const manifest = await manifestOf(store, model, undefined, true)
  const seasons = manifest?.seasons ?? []
  const texts = saved.filter(({ scope }) => scope === null || scope === model).map(({ text }) => text)
  return {
    plan: { model, rules, seasons },
    basis: createHash('sha256')
      .update(JSON.stringify([texts, baseline?.id ?? null, seasons]))
      .digest('hex'),
    datasets,
    reference,
  }
}

export function rulesFor(saved: readonly StoredAlertRules[], model: string): AlertRules | null {
  const read = (scope: string | null): AlertRules | null => {
    const found = saved.find((one) => one.scope === scope)
    return found === undefined ? null : parseRulesText(found.text, scope ?? 'rules of the workspace')
  }
  return rulesInForce(read(model), read(null))
}

/**
 * What new rows and labels of a model change. Late ones open windows again: the evaluation goes back to a state from before
 * them and over all windows since, with what people said meanwhile; what was issued already is not issued again. Null where
 * nothing is new, and rows have not ceased.
 */
export async function evaluate(
  { store, worker }: Backend,
  situation: Situation,
  engine: StoredAlertEngine | null,
  now = Date.now(),
): Promise<AlertChange | null> {
  const { plan, datasets } = situation
  const state = engine === null ? NO_ALERTS : decodeAlertState(engine.state)
  const { hasNews, lateFrom } = whatIsNew(datasets, engine?.seen ?? {}, state.clock)
  const silent = silentUntil(datasets, now)
  const { everyMs } = plan.rules
  const isDue = silent !== null && Math.ceil(silent / everyMs) - 1 > Math.floor(state.clock / everyMs)
  if (!hasNews && !isDue) return null
  const words = await store.listAlertWords(plan.model)
  const heard = words.at(-1)?.sequence ?? 0
  const checkpoint =
    lateFrom === null || engine === null
      ? null
      : await store.alertCheckpoint(plan.model, Math.floor(lateFrom) - 1)
  const isTooLate = lateFrom !== null && engine !== null && (checkpoint === null || checkpoint.at > lateFrom)
  const start = checkpoint === null ? state : decodeAlertState(checkpoint.state)
  const answer = await ask(worker, situation, {
    state: start,
    words: checkpoint === null ? [] : words.filter(({ sequence }) => sequence > checkpoint.words),
    heard: checkpoint?.words ?? heard,
    beganAt: engine?.beganAt ?? null,
    until: silent,
  })
  const notes = [...answer.notes, ...(isTooLate ? [say('alert.too_late')] : [])]
  return {
    engine: engineOf(situation, answer, notes),
    from: checkpoint === null ? (engine === null ? null : state.clock) : checkpoint.at,
    checkpoints: answer.checkpoints,
    moves: movesOf(answer.effects),
    tellings: engine === null ? sinceBegan(answer) : tellingsOf(answer.effects),
    reopenedFrom: checkpoint?.at ?? null,
    word: null,
    endsEarlier: false,
  }
}

/**
 * Other rules, or another baseline: references are learnt anew from the rows that are there, and alerts begin with the next
 * windows.
 */
export async function begunAnew(
  { store, worker }: Backend,
  situation: Situation,
  engine: StoredAlertEngine | null,
): Promise<AlertChange> {
  const words = await store.listAlertWords(situation.plan.model)
  const heard = words.at(-1)?.sequence ?? 0
  const answer = await ask(worker, situation, {
    state: NO_ALERTS,
    words: [],
    heard,
    beganAt: engine?.beganAt ?? null,
    until: null,
  })
  const learnt = decodeAlertState(answer.state)
  const before = engine === null ? NO_ALERTS : decodeAlertState(engine.state)
  const state: AlertState = {
    ...NO_ALERTS,
    histories: learnt.histories,
    clock: learnt.clock,
    nextIncident: before.nextIncident,
  }
  const text = encodeAlertState(state)
  return {
    engine: { ...engineOf(situation, answer, answer.notes), state: text },
    from: null,
    checkpoints: Number.isFinite(state.clock) ? [{ at: state.clock, state: text, words: heard }] : [],
    moves: [],
    tellings: [],
    reopenedFrom: null,
    word: null,
    endsEarlier: true,
  }
}

/** No rules hold any more: what was on is over. */
export function withoutRules(engine: StoredAlertEngine): AlertChange {
  const { clock, nextIncident } = decodeAlertState(engine.state)
  return {
    engine: {
      ...engine,
      basis: '',
      state: encodeAlertState({ ...NO_ALERTS, clock, nextIncident }),
      notes: [],
    },
    from: null,
    checkpoints: [],
    moves: [],
    tellings: [],
    reopenedFrom: null,
    word: null,
    endsEarlier: true,
  }
}

function ask(
  worker: RpcClient<AlertProcedures>,
  { plan, datasets, reference }: Situation,
  from: {
    readonly state: AlertState
    readonly words: AlertProcedures['live']['params']['words']
    readonly heard: number
    readonly beganAt: number | null
    readonly until: number | null
  },
): Promise<AlertLiveAnswer> {
  const logs = datasets.filter((dataset) => !isLabelLog(dataset))
  const reach = Math.max(...plan.rules.rules.map(({ reachMs, labelDelayMs }) => reachMs + labelDelayMs))
  const { clock } = from.state
  const wanted = Number.isFinite(clock) ? logsSince(logs, clock - reach - plan.rules.everyMs) : logs
  const said = datasets.findLast(
    ({ mapping }) => mapping.task !== undefined || mapping.positive !== undefined,
  )
  return worker.call('live', {
    plan,
    log: { logs: wanted, labelLogs: datasets.filter(isLabelLog), others: logs },
    reference,
    standIn: reference === null && logs.length > 0 ? { logs: logs.slice(0, 1), labelLogs: [] } : null,
    given: { task: said?.mapping.task, positive: said?.mapping.positive },
    state: Number.isFinite(clock) || from.state !== NO_ALERTS ? encodeAlertState(from.state) : null,
    words: from.words,
    heard: from.heard,
    beganAt: from.beganAt,
    until: from.until,
  })
}

function engineOf(
  { plan, basis, datasets }: Situation,
  { state, beganAt }: AlertLiveAnswer,
  notes: readonly string[],
): StoredAlertEngine {
  return {
    model: plan.model,
    basis,
    state,
    seen: seenOf(datasets),
    beganAt,
    notes: [...new Set(notes)],
    problem: null,
    evaluatedAt: new Date().toISOString(),
  }
}

export function movesOf(effects: readonly AlertEffect[]): MoveEffect[] {
  return effects.filter((effect) => effect.kind === 'move')
}

export function tellingsOf(effects: readonly AlertEffect[]): AlertChange['tellings'] {
  return effects
    .filter((effect): effect is SendEffect | SilenceEffect => effect.kind !== 'move')
    .map((effect) => ({ effect, notice: effect.kind === 'send' ? alertNotice(effect) : null }))
}

/** Of a past that is looked at for the first time nobody is told but what still goes on. */
function sinceBegan({ effects, state }: AlertLiveAnswer): AlertChange['tellings'] {
  const on = new Set(
    [...decodeAlertState(state).alerts.values()].flatMap(({ state: rung, note }) =>
      rung === 'firing' || rung === 'acknowledged' ? [note.id] : [],
    ),
  )
  return tellingsOf(effects).map(({ effect, notice }) => ({
    effect,
    notice: on.has(effect.alert.id) ? notice : null,
  }))
}
