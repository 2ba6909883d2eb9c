import type { ReadinessDocument } from '#shared/contract/documents/readiness.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import { AppError } from '#shared/domain/errors.ts'
import {
  type AnsweredQuestion,
  assessReadiness,
  type ReadinessEvidence,
} from '#shared/policy/readiness/assess.ts'
import { say } from '#shared/words/say.ts'
import type { Services } from '../../services.ts'
import type { Dataset } from '../../store/types.ts'
import { VERSION } from '../../version.ts'
import { rulesFor } from '../alerts/live/evaluate.ts'
import { parsePolicyText } from '../breakers/policy-file.ts'
import { runFeedback } from '../feedback/run.ts'
import { runFleet } from '../fleet/run.ts'
import { knownOrWhy } from '../known-or-why.ts'
import { resolveScoredSource } from '../scored-log/source.ts'
import { breakerDetection, type Detection, ruleDetection, soonest } from './detection.ts'

const STEPS = 4

/** The job behind `readiness.run`: measures what there is, looks up the drills, and answers the five questions. */
export async function runReadiness(
  services: Services,
  model: string,
  context: JobContext,
): Promise<ReadinessDocument> {
  const started = performance.now()
  const datasets = await services.store.listDatasets(model)
  if (datasets.length === 0) {
    throw new AppError('NOT_FOUND', say('error.model.not_here', { model }), say('error.model.no_log.import'))
  }
  const evidence = await gather(services, model, datasets, context)
  const now = Date.now()
  const { verdict, score, questions } = assessReadiness(evidence, now)
  return {
    schema: 'driftdesk.readiness/1',
    model,
    verdict,
    score,
    assessed_at: new Date(now).toISOString(),
    questions: questions.map((answered) => ({
      question: answered.question,
      answer: answered.answer,
      finding: answered.finding,
      evidence: factsOf(answered, evidence),
      measured_at: answered.measuredAt === null ? null : new Date(answered.measuredAt).toISOString(),
      settles: answered.settles,
    })),
    engine: { version: VERSION, seconds: (performance.now() - started) / 1_000 },
  }
}

async function gather(
  services: Services,
  model: string,
  datasets: readonly Dataset[],
  context: JobContext,
): Promise<ReadinessEvidence> {
  const { breakers } = services
  const source = { kind: 'model', model } as const
  const dataEnd = endOf(datasets)
  const step = (done: number, subject: string) => {
    context.throwIfCancelled()
    const progress = { stage: 'measuring', unit: 'steps', rows_per_second: null, seconds_left: null } as const
    context.report({ ...progress, subject, done, total: STEPS })
  }
  step(0, 'feedback')
  const loop = await knownOrWhy(() => runFeedback(services, { source }, context))
  step(1, 'blast radius')
  const radius = await knownOrWhy(async () => {
    const { log, reference } = await resolveScoredSource(services, source, undefined, context)
    const own = await breakers.radius(log)
    const before = reference === null ? null : await breakers.radius(reference)
    const versions = [...(own.versions ?? []), ...(before?.versions ?? [])]
    return { ...own, versions: versions.length === 0 ? null : new Set(versions).size }
  })
  step(2, 'detection')
  const breaker = await breakers.get(model)
  const policy = breaker === null ? null : parsePolicyText(breaker.policy, `policy of ${model}`)
  const detection = await knownOrWhy(async (): Promise<Detection | null> => {
    const rules = rulesFor(await services.store.listAlertRules(), model)
    const byRule = rules === null ? null : ruleDetection(rules)
    if (policy === null) return byRule
    const { log, reference, given } = await resolveScoredSource(services, source, undefined, context)
    const policies = [{ name: model, policy }]
    const { replays, facts } = await breakers.replay(model, {
      log,
      reference,
      given,
      policies,
      onset: null,
      points: null,
    })
    return soonest([breakerDetection(policy, replays[0].document, facts), byRule])
  })
  step(3, 'fleet')
  const fleet = await knownOrWhy(() => runFleet(services, { source: { kind: 'workspace' } }, context))
  const drill = (await breakers.drills(model)).find(({ passed }) => passed !== null)
  return {
    loop:
      loop.known === null
        ? null
        : {
            verdict: loop.known.verdict,
            tests: loop.known.tests.filter(({ applicable }) => applicable).length,
            rows: loop.known.rows,
            at: dataEnd,
          },
    loopReason: loop.why,
    radius:
      radius.known === null
        ? null
        : {
            rows: radius.known.rows,
            users: radius.known.users,
            money: radius.known.money,
            versions: radius.known.versions,
            at: radius.known.to === null ? dataEnd : Date.parse(radius.known.to),
          },
    radiusReason: radius.why,
    fallback: policy?.ladder[0] ?? null,
    detection: detection.known,
    detectionReason: detection.why,
    drill:
      drill === undefined ? null : { at: Date.parse(drill.started_at), by: drill.by, seconds: drill.seconds },
    fleet:
      fleet.known === null
        ? null
        : {
            models: fleet.known.models.length,
            effective: fleet.known.effective_models,
            collapses: fleet.known.modes.some(
              ({ mode, fired, models }) => mode === 'correlated_collapse' && fired && models.includes(model),
            ),
            at: dataEnd,
          },
    fleetReason: fleet.why,
  }
}

/** The numbers behind an answer. */
function factsOf(
  { question }: AnsweredQuestion,
  { loop, radius, fallback, detection, drill, fleet }: ReadinessEvidence,
): ReadinessDocument['questions'][number]['evidence'] {
  switch (question) {
    case 'feedback_isolation':
      return { verdict: loop?.verdict ?? null, tests_applied: loop?.tests ?? null, rows: loop?.rows ?? null }
    case 'blast_radius':
      return {
        rows_per_day: radius?.rows ?? null,
        users: radius?.users ?? null,
        money: radius?.money ?? null,
        fallback,
        versions: radius?.versions ?? null,
      }
    case 'drift_detection_time':
      return {
        by: detection?.by ?? null,
        seconds: detection?.seconds ?? null,
        measured: detection?.measured ?? null,
      }
    case 'human_override':
      return { seconds: drill?.seconds ?? null, by: drill?.by ?? null }
    case 'diversity':
      return { models: fleet?.models ?? null, effective_models: fleet?.effective ?? null }
  }
}

/** UTC milliseconds of the newest row; null without times. */
function endOf(datasets: readonly Dataset[]): number | null {
  const times = datasets.flatMap(({ chunks }) => chunks.flatMap(({ timeMax }) => timeMax ?? []))
  return times.length === 0 ? null : Math.max(...times)
}
