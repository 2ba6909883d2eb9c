import type {
  AlertQualityMonth,
  AlertRulesView,
  AlertsReplay,
  IncidentView,
  LedgerEntry,
} from '#shared/contract/documents/alerts.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { SilenceEffect } from '#shared/policy/alerts/effects.ts'
import { type AlertWord, applyWord } from '#shared/policy/alerts/people.ts'
import { nextAlertDeadline, step } from '#shared/policy/alerts/reducer.ts'
import { type AlertState, decodeAlertState, encodeAlertState } from '#shared/policy/alerts/state.ts'
import { say } from '#shared/words/say.ts'
import type { StoredAlertEngine, StoredTelling } from '../../store/alert-types.ts'
import type { Store } from '../../store/types.ts'
import { siblingModule, startRpcWorker } from '../../threads/rpc.ts'
import { readManifest } from '../manifests/read-manifests.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { begunAnew, evaluate, movesOf, situationOf, tellingsOf, withoutRules } from './live/evaluate.ts'
import { defaultPack } from './pack.ts'
import { parseRulesText, refuseUnsound } from './rule-file.ts'
import { incidentKey, incidentViews, ledgerEntry, qualityMonths } from './views.ts'
import type { AlertProcedures, AlertReplayTask } from './worker-types.ts'

const TICK_MS = 10_000
/** Alerts and messages that a view is made from. */
const MOST_ALERTS = 20_000
const MOST_TELLINGS = 50_000

export type IncidentWord = Pick<AlertWord, 'action' | 'by' | 'reason'> & {
  readonly incident: number
  readonly snoozeMs: number | null
  readonly wasFalse: boolean | null
}

/** The alert rules of a workspace: evaluated as rows come, answered by people. */
export type Alerts = {
  rules(model: string | null): Promise<AlertRulesView>
  engines(model: string | null): Promise<readonly StoredAlertEngine[]>
  /** Rejects with `BAD_PARAMS` for rules that cannot be read or in which the linter finds an error. */
  save(model: string | null, text: string, by: string): Promise<AlertRulesView>
  remove(model: string | null, by: string, reason: string): Promise<void>
  /** Lets the rules of a model see what was imported; never rejects, what goes wrong is noted with them. */
  see(model: string): Promise<void>
  /** From now on time alone escalates, and silence is seen, in a backend that stays open. */
  startClock(): void
  replay(task: AlertReplayTask): Promise<AlertsReplay>
  inbox(model: string | null, onlyOpen: boolean): Promise<IncidentView[]>
  act(model: string, word: IncidentWord): Promise<IncidentView>
  ledger(
    model: string | null,
    offset: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly entries: LedgerEntry[] }>
  quality(model: string | null): Promise<AlertQualityMonth[]>
  close(): Promise<void>
}

export function createAlerts({
  store,
  resources,
  onChange,
  onQueued,
}: {
  readonly store: Store
  /** Folder of the resources, with the default pack. */
  readonly resources: string
  readonly onChange: () => void
  /** Notices were put in line. */
  readonly onQueued: () => void
}): Alerts {
  const worker = startRpcWorker<AlertProcedures>(siblingModule('alert-worker', import.meta.url))
  const backend = { store, worker }
  const lines = oneAtATime()
  const { inLine } = lines
  const told = (queued: number) => {
    if (queued > 0) onQueued()
    onChange()
  }

  const look = async (model: string): Promise<void> => {
    const situation = await situationOf(store, model)
    if (situation === null) return
    let engine = await store.getAlertEngine(model)
    if (engine !== null && engine.basis !== situation.basis) {
      // What was seen is learnt again; what is new is then seen by what holds now.
      const { seen } = engine
      const datasets = situation.datasets.filter(({ id }) => Object.hasOwn(seen, id))
      await store.changeAlerts(await begunAnew(backend, { ...situation, datasets }, engine))
      engine = await store.getAlertEngine(model)
    }
    const change = await evaluate(backend, situation, engine)
    if (change !== null) told(await store.changeAlerts(change))
  }
  /** What goes wrong with one model is noted with it, and keeps no other from its rules. */
  const noted = (model: string, work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      async (error: unknown) => {
        const problem = error instanceof Error ? error.message : String(error)
        await store.noteAlertProblem(model, problem).catch(() => undefined)
        onChange()
      },
    )
  const see = (model: string): Promise<void> =>
    noted(
      model,
      inLine(model, () => look(model)),
    )

  /** Puts what holds now in force for the models of a scope that have rows. */
  const enforce = async (scope: string | null): Promise<void> => {
    const models = scope === null ? (await store.listModels()).map(({ name }) => name) : [scope]
    for (const model of models) {
      const begin = inLine(model, async () => {
        const situation = await situationOf(store, model)
        const engine = await store.getAlertEngine(model)
        if (situation === null && engine !== null) told(await store.changeAlerts(withoutRules(engine)))
        if (situation === null || situation.datasets.length === 0) return
        if (engine?.basis === situation.basis) return
        told(await store.changeAlerts(await begunAnew(backend, situation, engine)))
      })
      await noted(model, begin)
    }
  }

  const partsOf = async (model: string | null, onlyOpen: boolean) => {
    const open = await store.listAlerts(model, onlyOpen, MOST_ALERTS)
    // An open incident is shown whole.
    const wanted = new Set(open.map((alert) => incidentKey(alert.model, alert.incident)))
    const alerts = onlyOpen
      ? (await store.listAlerts(model, false, MOST_ALERTS)).filter((alert) =>
          wanted.has(incidentKey(alert.model, alert.incident)),
        )
      : open
    const models = [...new Set(alerts.map((alert) => alert.model))]
    const words = new Map(
      await Promise.all(models.map(async (name) => [name, await store.listAlertWords(name)] as const)),
    )
    const snoozes = new Map<string, number>()
    for (const engine of await store.listAlertEngines()) {
      if (model !== null && engine.model !== model) continue
      for (const { number, snoozedUntil } of decodeAlertState(engine.state).incidents) {
        if (snoozedUntil !== null) snoozes.set(incidentKey(engine.model, number), snoozedUntil)
      }
    }
    const manifests = (await store.listManifests()).flatMap(({ model: name, text }) => {
      try {
        return [readManifest({ file: `${name}.yaml`, text })]
      } catch {
        return []
      }
    })
    const { rows: sends } = await store.listTellings(model, 'send', 0, MOST_TELLINGS)
    return { alerts, sends, words, snoozes, manifests }
  }

  /** What time alone brings about since rows came: time goes on from the newest one as it does on the wall. */
  const passTime = async (engine: StoredAlertEngine): Promise<void> => {
    const situation = await situationOf(store, engine.model)
    if (situation === null || situation.basis !== engine.basis) return
    let state: AlertState = decodeAlertState(engine.state)
    const until = state.clock + Math.max(0, Date.now() - Date.parse(engine.evaluatedAt))
    const effects = []
    for (;;) {
      const due = nextAlertDeadline(situation.plan, state)
      if (due === null || due > until) break
      const taken = step(situation.plan, state, { at: Math.max(due, state.clock), readings: [] })
      state = taken.state
      effects.push(...taken.effects)
    }
    // The state stays that of the rows; when they come, they bring about the same once more, and it is not told again.
    const tellings = tellingsOf(effects)
    if (tellings.length > 0) told(await store.issueAlerts(engine.model, tellings))
  }
  let passed: Promise<unknown> = Promise.resolve()
  const tick = () => {
    passed = passed.then(async () => {
      for (const engine of await store.listAlertEngines()) {
        if (lines.isBusy(engine.model)) continue
        await inLine(engine.model, () => passTime(engine))
        // Silence is seen by nothing but the time.
        await see(engine.model)
      }
    })
    passed = passed.catch(() => undefined)
  }
  let timer: NodeJS.Timeout | null = null

  const rules = async (model: string | null): Promise<AlertRulesView> => {
    const saved = (await store.listAlertRules()).find(({ scope }) => scope === model)
    if (saved !== undefined) return { model, text: saved.text, saved_at: saved.savedAt }
    return { model, text: await defaultPack(resources), saved_at: null }
  }

  return {
    rules,
    engines: async (model) =>
      (await store.listAlertEngines()).filter((engine) => model === null || engine.model === model),
    async save(model, text, by) {
      const parsed = parseRulesText(text, 'rules')
      refuseUnsound(parsed)
      if (parsed.model !== null && parsed.model !== model) {
        throw new AppError(
          'BAD_PARAMS',
          say('error.rules.model', { model: parsed.model }),
          say('error.rules.model.mend'),
        )
      }
      await store.saveAlertRules(model, text, by)
      await enforce(model)
      onChange()
      return rules(model)
    },
    async remove(model, by, reason) {
      await store.removeAlertRules(model, by, reason)
      await enforce(model)
      onChange()
    },
    see,
    startClock() {
      timer ??= setInterval(tick, TICK_MS)
    },
    replay: (task) => worker.call('replay', task),
    inbox: async (model, onlyOpen) => incidentViews(await partsOf(model, onlyOpen)),
    act: (model, { action, by, reason, incident, snoozeMs, wasFalse }) =>
      inLine(model, async () => {
        const engine = await store.getAlertEngine(model)
        const situation = await situationOf(store, model)
        if (engine === null || situation === null) {
          throw new AppError('NOT_FOUND', say('error.rules.none', { model }), say('error.rules.none.mend'))
        }
        const before = decodeAlertState(engine.state)
        const until = snoozeMs === null ? null : before.clock + snoozeMs
        const word: AlertWord = { action, incident, at: before.clock, by, reason, until }
        const { state, effects } = applyWord(situation.plan, before, word)
        told(
          await store.changeAlerts({
            engine: { ...engine, state: encodeAlertState(state) },
            from: before.clock,
            checkpoints: [],
            moves: movesOf(effects),
            tellings: tellingsOf(effects),
            reopenedFrom: null,
            word: { ...word, wasFalse },
            endsEarlier: false,
          }),
        )
        const views = incidentViews(await partsOf(model, false))
        const view = views.find(({ number }) => number === incident)
        if (view === undefined)
          throw new AppError('NOT_FOUND', say('error.incident.gone'), say('mend.reload_list'))
        return view
      }),
    async ledger(model, offset, limit) {
      const { total, rows } = await store.listTellings(model, 'silence', offset, limit)
      const { rows: sends } = await store.listTellings(model, 'send', 0, MOST_TELLINGS)
      const deferred = new Map(
        sends.flatMap(({ model: name, effect }) =>
          effect.kind === 'send' && effect.reason === 'deferred'
            ? [[JSON.stringify([name, effect.id]), effect.at] as const]
            : [],
        ),
      )
      const isSilence = (row: StoredTelling): row is StoredTelling & { effect: SilenceEffect } =>
        row.effect.kind === 'silence'
      return { total, entries: rows.filter(isSilence).map((row) => ledgerEntry(row, deferred)) }
    },
    async quality(model) {
      const { rows: silences } = await store.listTellings(model, 'silence', 0, MOST_TELLINGS)
      return qualityMonths(await partsOf(model, false), silences)
    },
    async close() {
      if (timer !== null) clearInterval(timer)
      await passed
      await lines.settled()
      await worker.close()
    },
  }
}
