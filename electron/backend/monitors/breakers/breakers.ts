import { join } from 'node:path'
import type { BlastRadius, BreakerDrill, BreakerView } from '#shared/contract/documents/breaker.ts'
import { AppError } from '#shared/domain/errors.ts'
import { type LoopTestSeen, loopRank } from '#shared/policy/breaker/loop-tests.ts'
import { type Override, override } from '#shared/policy/breaker/people.ts'
import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import { expireForce } from '#shared/policy/breaker/reducer.ts'
import type { Notice } from '#shared/policy/delivery/notice.ts'
import { say } from '#shared/words/say.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import type { Secrets } from '../../secrets/secrets.ts'
import type { Sinks } from '../../sinks/sinks.ts'
import type { StoredBreaker } from '../../store/breaker-types.ts'
import type { Store } from '../../store/types.ts'
import { siblingModule, startRpcWorker } from '../../threads/rpc.ts'
import { labelArrivals } from '../observations/label-arrivals.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { baselineRows } from '../scored-log/baseline-rows.ts'
import type { ScoredLogTask } from '../scored-log/types.ts'
import { DRILL_SECONDS, drillOf } from './drills.ts'
import { armedWith } from './live/arm.ts'
import { type MovedBy, movedBreaker } from './live/move.ts'
import { breakerNotice, drillNotice, drillText } from './out/breaker-notice.ts'
import { createOutputs, type Outputs } from './out/outputs.ts'
import { createBreakerWebhook } from './out/webhook.ts'
import { approveParts, type LiveCursor, type PartEffect } from './parts/cursors.ts'
import { startingPolicy } from './policy-file.ts'
import { cursorOf, meaningOf, policyOf } from './stored.ts'
import { breakerViewOf } from './view.ts'
import type { BreakerProcedures, ReplayAnswer, ReplayTask } from './worker-types.ts'

const TICK_MS = 5_000
/** Transitions that are shown of a model. */
export const BREAKER_HISTORY = 500

export type PersonsWord = Pick<Override, 'action' | 'by' | 'reason'> & { readonly expiresInMs: number | null }

/** The breakers of a workspace: armed by policies, moved by what is imported, overridden by people. */
export type Breakers = {
  list(): Promise<BreakerView[]>
  get(model: string): Promise<BreakerView | null>
  /** The policy in force, or one to begin with. */
  policyText(model: string): Promise<string>
  /** Rejects with `BAD_PARAMS` for a policy that cannot be read or names a fallback that there is not. */
  arm(model: string, text: string): Promise<BreakerView>
  disarm(model: string, by: string, reason: string): Promise<void>
  override(model: string, word: PersonsWord): Promise<BreakerView>
  /** Lets the breaker of a model see what was imported; never rejects, what goes wrong is noted with the breaker. */
  see(model: string): Promise<void>
  /** From now on time alone moves breakers, in a backend that stays open. */
  startClock(): void
  /** With the loop tests of the model. */
  replay(model: string, task: Omit<ReplayTask, 'loopTests'>): Promise<ReplayAnswer>
  radius(log: ScoredLogTask): Promise<BlastRadius>
  drill(model: string, step: 'start' | 'acknowledge', by: string): Promise<BreakerDrill>
  drills(model: string): Promise<BreakerDrill[]>
  outputs: Outputs['describe']
  setOutputs: Outputs['change']
  testWebhook: Outputs['test']
  close(): Promise<void>
}

/** `serves`: whether the endpoint may be opened, in a window that stays open. */
export async function createBreakers({
  store,
  secrets,
  folder,
  serves,
  sinks,
  now,
  onChange,
  onUntold,
}: {
  readonly store: Store
  readonly secrets: Secrets
  /** The workspace. */
  readonly folder: string
  readonly serves: boolean
  readonly sinks: Sinks
  /** The time by which drills are judged, UTC milliseconds. */
  readonly now: () => number
  readonly onChange: () => void
  /** What is to be told could not even be put in line. */
  readonly onUntold: (error: unknown) => void
}): Promise<Breakers> {
  const worker = startRpcWorker<BreakerProcedures>(siblingModule('breaker-worker', import.meta.url))
  const lines = oneAtATime()
  const views = new Map<string, BreakerView>()

  const { inLine } = lines
  const tell = (...notices: readonly Notice[]) => void sinks.tell(notices).catch(onUntold)
  const viewOf = (stored: StoredBreaker): BreakerView => {
    const view = breakerViewOf(stored, policyOf(stored), cursorOf(stored))
    views.set(stored.model, view)
    return view
  }
  const get = async (model: string): Promise<BreakerView | null> => {
    const stored = await store.getBreaker(model)
    return stored === null ? null : viewOf(stored)
  }
  const outputs = await createOutputs({
    folder: join(folder, 'breakers'),
    webhook: createBreakerWebhook({ sinks, secrets }),
    serves,
    viewOf: get,
  })

  const loopTestsOf = async (model: string): Promise<LoopTestSeen[]> =>
    (await store.listLoopTests(model)).map(({ countsFrom, verdict }) => ({
      at: countsFrom,
      rank: loopRank(verdict),
    }))

  const required = async (model: string): Promise<StoredBreaker> => {
    const stored = await store.getBreaker(model)
    if (stored !== null) return stored
    return armed(model, startingPolicy(model))
  }

  const armed = async (model: string, text: string): Promise<StoredBreaker> => {
    const stored = await store.armBreaker(
      armedWith(model, text, await store.listDatasets(model), await store.getBreaker(model)),
    )
    await outputs.tell(viewOf(stored))
    onChange()
    return stored
  }

  const save = async (
    stored: StoredBreaker,
    policy: BreakerPolicy,
    cursor: LiveCursor,
    effects: readonly PartEffect[],
    change: MovedBy,
  ): Promise<BreakerView> => {
    const moved = movedBreaker(stored, policy, cursor, effects, change)
    const view = viewOf(await store.changeBreaker(stored.model, moved))
    await outputs.tell(view)
    if (moved.notices.length > 0) sinks.wake()
    onChange()
    return view
  }

  const look = async (model: string): Promise<void> => {
    const stored = await store.getBreaker(model)
    if (stored === null) return
    const policy = policyOf(stored)
    const datasets = await store.listDatasets(model)
    const before = cursorOf(stored)
    const { reference } = await baselineRows(store, model, datasets)
    const answer = await worker.call('live', {
      policy,
      cursor: before,
      logs: datasets.filter((dataset) => !isLabelLog(dataset)),
      labelLogs: datasets.filter(isLabelLog),
      arrivals: labelArrivals(datasets),
      seen: stored.seen,
      reference,
      given: meaningOf(datasets),
      loopTests: await loopTestsOf(model),
      now: Date.now(),
    })
    const expired = expireForce(answer.cursor.state, { at: Date.now(), row: answer.cursor.rows - 1 })
    await save(
      stored,
      policy,
      { ...answer.cursor, state: expired.state },
      [...answer.effects, ...expired.effects],
      { seen: datasets.map(({ id }) => id), readings: answer.readings, timed: answer.timed },
    )
  }

  const see = (model: string): Promise<void> =>
    inLine(model, () => look(model)).catch(async (error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error)
      await store.noteBreakerProblem(model, problem).catch(() => undefined)
      tell(breakerNotice({ model, about: 'problem', at: Date.now(), text: problem }))
      onChange()
    })

  const tick = () => {
    const now = Date.now()
    for (const view of views.values()) {
      const due = [view.next_at, view.force?.expires_at ?? null].some(
        (at) => at !== null && Date.parse(at) <= now,
      )
      if (due && !lines.isBusy(view.model)) void see(view.model)
    }
  }
  for (const stored of await store.listBreakers()) viewOf(stored)
  let timer: NodeJS.Timeout | null = null

  return {
    list: async () => (await store.listBreakers()).map(viewOf),
    get,
    policyText: async (model) => (await store.getBreaker(model))?.policy ?? startingPolicy(model),
    arm: (model, text) => inLine(model, async () => viewOf(await armed(model, text))),
    disarm: (model, by, reason) =>
      inLine(model, async () => {
        await store.disarmBreaker(model, by, reason)
        views.delete(model)
        await outputs.forget(model)
        onChange()
      }),
    override: (model, { action, by, reason, expiresInMs }) =>
      inLine(model, async () => {
        const stored = await required(model)
        const policy = policyOf(stored)
        const cursor = cursorOf(stored)
        const at = Date.now()
        const expiresAt = expiresInMs === null ? null : at + expiresInMs
        const word = { action, by, reason, at, row: cursor.rows - 1, expiresAt }
        const { cursor: after, effects } =
          cursor.parts !== undefined && action === 'approve'
            ? approveParts(policy, cursor, word)
            : overridden(policy, cursor, word)
        return save(stored, policy, after, effects, {
          override: {
            action,
            by,
            reason,
            expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString(),
          },
        })
      }),
    see,
    startClock() {
      timer ??= setInterval(tick, TICK_MS)
    },
    replay: async (model, { log, ...task }) => {
      const arrivals = labelArrivals(await store.listDatasets(model))
      const loopTests = await loopTestsOf(model)
      return worker.call('replay', { ...task, log: { ...log, arrivals }, loopTests })
    },
    radius: (log) => worker.call('radius', { log }),
    drill: (model, step, by) =>
      inLine(model, async () => {
        if (step === 'start') {
          await required(model)
          const drill = drillOf(await store.startBreakerDrill(model, by), now())
          const at = Date.parse(drill.started_at)
          const text = drillText(by, DRILL_SECONDS)
          tell(breakerNotice({ model, about: 'drill', at, text }), drillNotice(model, by, drill.started_at))
          onChange()
          return drill
        }
        const ended = await store.acknowledgeBreakerDrill(model, by)
        if (ended === null)
          throw new AppError('BAD_PARAMS', say('error.breaker.no_drill'), say('error.breaker.no_drill.mend'))
        onChange()
        return drillOf(ended, now())
      }),
    drills: async (model) => (await store.listBreakerDrills(model)).map((drill) => drillOf(drill, now())),
    outputs: outputs.describe,
    setOutputs: outputs.change,
    testWebhook: outputs.test,
    async close() {
      if (timer !== null) clearInterval(timer)
      await lines.settled()
      await outputs.close()
      await worker.close()
    },
  }
}

function overridden(policy: BreakerPolicy, cursor: LiveCursor, word: Override) {
  const { state, effects } = override(policy, cursor.state, word)
  return { cursor: { ...cursor, state }, effects }
}
