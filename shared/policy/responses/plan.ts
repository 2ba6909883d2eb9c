import { metricName } from '../../words/metric-name.ts'
import { say } from '../../words/say.ts'
import type { ResponseEvidence } from './evidence.ts'

/** Most urgent first. */
export const RESPONSE_ACTIONS = [
  'roll_back',
  'retrain_full',
  'retrain_targeted',
  'retrain_incremental',
  'watch_closer',
  'none',
] as const
export type ResponseAction = (typeof RESPONSE_ACTIONS)[number]

/** Seconds from the decision in which it is due; null where nothing is to be done. */
export const DUE_SECONDS: Readonly<Record<ResponseAction, number | null>> = {
  roll_back: 3_600,
  retrain_full: 86_400,
  retrain_targeted: 3 * 86_400,
  retrain_incremental: 7 * 86_400,
  watch_closer: 86_400,
  none: null,
}

/** More features than that with high drift ask for a retraining from scratch. */
export const MANY_HIGH = 3
/** Performance under this part of the baseline asks for a response. */
export const LEAST_RATIO = 0.95

export const RESPONSE_CHECKS = ['corrupt_data', 'own_output', 'roll_back_helps', 'evidence_enough'] as const
export type ResponseCheckCode = (typeof RESPONSE_CHECKS)[number]
export type ResponseCheck = {
  readonly code: ResponseCheckCode
  readonly ok: boolean
  readonly says: string
}

export type ConsideredAction = {
  readonly action: ResponseAction
  /** Why the evidence asks for it. */
  readonly because: readonly string[]
}

/** What is proposed; nothing is done by itself. */
export type ResponsePlan = ConsideredAction & {
  readonly dueSeconds: number | null
  /** Whether something has to be mended first, see `checks`. */
  readonly blocked: boolean
  readonly checks: readonly ResponseCheck[]
  /** What the evidence asks for too and is less urgent. */
  readonly also: readonly ConsideredAction[]
  readonly ruledOut: readonly { readonly action: ResponseAction; readonly why: string }[]
}

/**
 * The response that evidence asks for. More than three features with high drift: retraining in full. Any with moderate or up to
 * three with high drift: an incremental one. Performance under 0.95 of the baseline: a targeted one; or, where a new version came
 * and its inputs are those of the baseline, going back to the one before. Between several the most urgent is taken, and the
 * others are told. Retraining is held up by corrupt rows in the window and by a
 * possible or likely feedback loop, which it would learn.
 */
export function planResponse(evidence: ResponseEvidence): ResponsePlan {
  const rollBack = rollBackOf(evidence)
  const asked = [
    ...(rollBack.helps ? [{ action: 'roll_back', because: rollBack.because } as const] : []),
    ...retrainings(evidence),
    ...watching(evidence),
  ].sort((a, b) => urgency(a.action) - urgency(b.action))
  const [first = { action: 'none', because: [say('response.nothing')] } as const, ...also] = asked
  const checks = checksOf(evidence, first.action, rollBack)
  return {
    ...first,
    dueSeconds: DUE_SECONDS[first.action],
    blocked: isRetraining(first.action) && wouldLearnWrong(evidence),
    checks,
    also,
    ruledOut: rollBack.helps || rollBack.why === null ? [] : [{ action: 'roll_back', why: rollBack.why }],
  }
}

function wouldLearnWrong({ corrupt, loop }: ResponseEvidence): boolean {
  return corrupt.length > 0 || loop === 'possible' || loop === 'likely'
}

function urgency(action: ResponseAction): number {
  return RESPONSE_ACTIONS.indexOf(action)
}

function isRetraining(action: ResponseAction): boolean {
  return action === 'retrain_full' || action === 'retrain_targeted' || action === 'retrain_incremental'
}

function retrainings({ high, moderate, performance }: ResponseEvidence): ConsideredAction[] {
  const asked: ConsideredAction[] = []
  if (high.length > MANY_HIGH) {
    asked.push({
      action: 'retrain_full',
      because: [say('response.many_high', { count: high.length, names: high })],
    })
  } else if (high.length + moderate.length > 0) {
    asked.push({
      action: 'retrain_incremental',
      because: [
        ...(high.length > 0 ? [say('response.some_high', { count: high.length, names: high })] : []),
        ...(moderate.length > 0
          ? [say('response.some_moderate', { count: moderate.length, names: moderate })]
          : []),
      ],
    })
  }
  const fell = fellWords(performance)
  if (fell !== null) asked.push({ action: 'retrain_targeted', because: [fell] })
  return asked
}

function watching({
  low,
  loop,
  predictions,
  insufficient,
  features,
  performance,
}: ResponseEvidence): ConsideredAction[] {
  const because = [
    ...(low.length > 0 ? [say('response.low_drift', { count: low.length, names: low })] : []),
    ...(predictions === 'moderate' || predictions === 'high' ? [say('response.predictions_drift')] : []),
    ...(loop === 'possible' || loop === 'likely' ? [say('response.loop', { verdict: loop })] : []),
    ...(features > 0 && insufficient === features ? [say('response.too_few')] : []),
    ...(features === 0 && performance === null ? [say('response.nothing_known')] : []),
  ]
  return because.length === 0 ? [] : [{ action: 'watch_closer', because }]
}

type RollBack =
  | { readonly helps: true; readonly because: readonly string[] }
  /** `why` is null where nobody would think of it: nothing got worse. */
  | { readonly helps: false; readonly why: string | null }

function rollBackOf({ high, moderate, predictions, performance, versions }: ResponseEvidence): RollBack {
  const fell = fellWords(performance)
  const isWorse = fell !== null || predictions === 'high' || predictions === 'moderate'
  const inputs = [...high, ...moderate]
  if (!isWorse && inputs.length === 0) return { helps: false, why: null }
  if (inputs.length > 0) {
    return { helps: false, why: say('response.covariate_drift', { count: inputs.length, names: inputs }) }
  }
  if (versions === null) return { helps: false, why: say('response.versions_unknown') }
  if (versions.known < 2) return { helps: false, why: say('response.one_version') }
  if (!versions.released) return { helps: false, why: say('response.no_release') }
  return {
    helps: true,
    because: [say('response.released'), ...(fell === null ? [say('response.predictions_drift')] : [fell])],
  }
}

function fellWords(performance: ResponseEvidence['performance']): string | null {
  if (performance === null || performance.ratio >= LEAST_RATIO) return null
  const { metric, baseline, current, ratio, estimated } = performance
  const values = { metric: metricName(metric), baseline, current, ratio, limit: LEAST_RATIO }
  return estimated ? say('response.estimated_fell', values) : say('response.fell', values)
}

function checksOf(
  { corrupt, loop, features, insufficient }: ResponseEvidence,
  action: ResponseAction,
  rollBack: RollBack,
): ResponseCheck[] {
  const checks: ResponseCheck[] = []
  if (isRetraining(action)) {
    checks.push({
      code: 'corrupt_data',
      ok: corrupt.length === 0,
      says:
        corrupt.length === 0 ? say('response.data_clean') : say('response.corrupt', { findings: corrupt }),
    })
    checks.push({
      code: 'own_output',
      ok: loop === 'none',
      says:
        loop === 'likely' || loop === 'possible'
          ? say('response.own_output', { verdict: loop })
          : loop === 'none'
            ? say('response.no_loop')
            : say('response.loop_unknown'),
    })
  }
  if (!rollBack.helps && rollBack.why !== null) {
    checks.push({ code: 'roll_back_helps', ok: false, says: rollBack.why })
  }
  const share = features === 0 ? 1 : insufficient / features
  if (share > 0.5) {
    checks.push({
      code: 'evidence_enough',
      ok: false,
      says:
        features === 0
          ? say('response.no_window')
          : say('response.mostly_too_few', { insufficient, features }),
    })
  }
  return checks
}
