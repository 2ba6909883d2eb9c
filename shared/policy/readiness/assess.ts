import { say } from '../../words/say.ts'

/** The five questions, in the order in which they are asked. */
export const READINESS_QUESTIONS = [
  'feedback_isolation',
  'blast_radius',
  'drift_detection_time',
  'human_override',
  'diversity',
] as const
export type ReadinessQuestion = (typeof READINESS_QUESTIONS)[number]

export const READINESS_VERDICTS = ['ready', 'improve', 'do_not_deploy'] as const
export type ReadinessVerdict = (typeof READINESS_VERDICTS)[number]

/** Unknown counts as no; it is told apart because what settles it is another thing. */
export const READINESS_ANSWERS = ['yes', 'no', 'unknown'] as const
export type ReadinessAnswer = (typeof READINESS_ANSWERS)[number]

/** Drift has to be seen within a day. */
export const LONGEST_DETECTION_SECONDS = 86_400
/** A person has to stop the model within a minute. */
export const LONGEST_OVERRIDE_SECONDS = 60
/** A drill that is older says nothing about today's people and systems. */
export const DRILL_DAYS = 90
/** Of the models of a fleet, the part that has to fail independently of the others. */
export const LEAST_EFFECTIVE_SHARE = 0.5

const DAY_MS = 86_400_000

/** What is known of a model; null for what nobody measured, with the reason where there is one. Times are UTC milliseconds. */
export type ReadinessEvidence = {
  readonly loop: {
    readonly verdict: 'none' | 'possible' | 'likely' | 'insufficient'
    readonly tests: number
    readonly rows: number
    readonly at: number | null
  } | null
  readonly loopReason: string | null
  readonly radius: {
    readonly rows: number
    readonly users: number | null
    readonly money: number | null
    /** Versions that log and baseline know; null where they name none. */
    readonly versions: number | null
    readonly at: number | null
  } | null
  readonly radiusReason: string | null
  /** What serves in place of the model once its breaker is open; null without an armed breaker. */
  readonly fallback: string | null
  readonly detection: {
    /** What would see it: a breaker's condition or an alert rule. */
    readonly by: string
    readonly seconds: number | null
    /** Whether it was seen in the log rather than calculated from the rule. */
    readonly measured: boolean
    readonly at: number | null
  } | null
  readonly detectionReason: string | null
  /** The newest drill that ended; `seconds` null where nobody answered. */
  readonly drill: { readonly at: number; readonly by: string; readonly seconds: number | null } | null
  readonly fleet: {
    readonly models: number
    readonly effective: number | null
    /** Whether errors of this model and of others come together beyond chance. */
    readonly collapses: boolean
    readonly at: number | null
  } | null
  readonly fleetReason: string | null
}

export type AnsweredQuestion = {
  readonly question: ReadinessQuestion
  readonly answer: ReadinessAnswer
  readonly finding: string
  /** UTC milliseconds of what the answer rests on; null where there is nothing or it has no time. */
  readonly measuredAt: number | null
  /** What would turn the answer into a yes; null for a yes. */
  readonly settles: string | null
}

export type Readiness = {
  readonly verdict: ReadinessVerdict
  /** Number of questions answered with yes. */
  readonly score: number
  readonly questions: readonly AnsweredQuestion[]
}

/** Five questions answered from evidence: four or five yes are ready, two or three have to improve, fewer must not deploy. */
export function assessReadiness(evidence: ReadinessEvidence, now: number): Readiness {
  const questions = [
    isolation(evidence),
    blastRadius(evidence),
    detectionTime(evidence),
    humanOverride(evidence, now),
    diversity(evidence),
  ]
  const score = questions.filter(({ answer }) => answer === 'yes').length
  return { verdict: score >= 4 ? 'ready' : score >= 2 ? 'improve' : 'do_not_deploy', score, questions }
}

const yes = (question: ReadinessQuestion, finding: string, measuredAt: number | null): AnsweredQuestion => ({
  question,
  answer: 'yes',
  finding,
  measuredAt,
  settles: null,
})
const not = (
  question: ReadinessQuestion,
  answer: 'no' | 'unknown',
  finding: string,
  measuredAt: number | null,
  settles: string,
): AnsweredQuestion => ({ question, answer, finding, measuredAt, settles })

function isolation({ loop, loopReason }: ReadinessEvidence): AnsweredQuestion {
  const question = 'feedback_isolation'
  const settles = say('readiness.isolation.settles')
  if (loop === null)
    return not(question, 'unknown', loopReason ?? say('readiness.isolation.untested'), null, settles)
  const { verdict, tests, rows, at } = loop
  switch (verdict) {
    case 'none':
      return yes(question, say('readiness.isolation.none', { tests, rows }), at)
    case 'insufficient':
      return not(question, 'unknown', say('readiness.isolation.insufficient', { tests, rows }), at, settles)
    case 'possible':
    case 'likely':
      return not(
        question,
        'no',
        say('readiness.isolation.loop', { verdict, rows }),
        at,
        say('readiness.isolation.mend'),
      )
  }
}

function blastRadius({ radius, radiusReason, fallback }: ReadinessEvidence): AnsweredQuestion {
  const question = 'blast_radius'
  if (radius === null || radius.rows === 0) {
    return not(
      question,
      'unknown',
      radiusReason ?? say('readiness.radius.unknown'),
      null,
      say('readiness.radius.settles'),
    )
  }
  const { rows, users, money, versions, at } = radius
  if (users === null && money === null) {
    return not(
      question,
      'unknown',
      say('readiness.radius.rows_only', { rows }),
      at,
      say('readiness.radius.settles'),
    )
  }
  const size =
    users === null
      ? say('readiness.radius.money', { rows, money: money ?? 0 })
      : say('readiness.radius.users', { rows, users })
  if (fallback === null) {
    return not(question, 'no', say('readiness.radius.unbounded', { size }), at, say('readiness.radius.mend'))
  }
  if (fallback === 'previous_version' && versions === 1) {
    return not(
      question,
      'no',
      say('readiness.radius.no_previous', { size }),
      at,
      say('readiness.radius.no_previous.mend'),
    )
  }
  return yes(question, say('readiness.radius.bounded', { size, fallback }), at)
}

function detectionTime({ detection, detectionReason }: ReadinessEvidence): AnsweredQuestion {
  const question = 'drift_detection_time'
  const settles = say('readiness.detection.settles')
  if (detection === null || detection.seconds === null) {
    const why = detectionReason ?? say('readiness.detection.nothing')
    return not(question, 'unknown', why, detection?.at ?? null, settles)
  }
  const { by, seconds, measured, at } = detection
  const span = seconds * 1_000
  const finding = measured
    ? say('readiness.detection.measured', { by, span })
    : say('readiness.detection.calculated', { by, span })
  if (seconds <= LONGEST_DETECTION_SECONDS) return yes(question, finding, at)
  return not(
    question,
    'no',
    finding,
    at,
    say('readiness.detection.mend', { limit: LONGEST_DETECTION_SECONDS * 1_000 }),
  )
}

function humanOverride({ drill }: ReadinessEvidence, now: number): AnsweredQuestion {
  const question = 'human_override'
  const settles = say('readiness.override.settles', { limit: LONGEST_OVERRIDE_SECONDS })
  if (drill === null) return not(question, 'unknown', say('readiness.override.never'), null, settles)
  const { at, by, seconds } = drill
  if (seconds === null) return not(question, 'no', say('readiness.override.unanswered', { by }), at, settles)
  if (seconds > LONGEST_OVERRIDE_SECONDS) {
    return not(question, 'no', say('readiness.override.slow', { by, seconds }), at, settles)
  }
  if (now - at > DRILL_DAYS * DAY_MS) {
    return not(question, 'unknown', say('readiness.override.old', { by, days: DRILL_DAYS }), at, settles)
  }
  return yes(question, say('readiness.override.passed', { by, seconds }), at)
}

function diversity({ fleet, fleetReason }: ReadinessEvidence): AnsweredQuestion {
  const question = 'diversity'
  const settles = say('readiness.diversity.settles')
  if (fleet === null)
    return not(question, 'unknown', fleetReason ?? say('readiness.diversity.unknown'), null, settles)
  const { models, effective, collapses, at } = fleet
  if (models < 2) return not(question, 'unknown', say('readiness.diversity.alone'), at, settles)
  if (effective === null)
    return not(question, 'unknown', say('readiness.diversity.uncompared', { models }), at, settles)
  const values = { models, effective }
  if (collapses) {
    return not(
      question,
      'no',
      say('readiness.diversity.collapses', values),
      at,
      say('readiness.diversity.mend'),
    )
  }
  if (effective < LEAST_EFFECTIVE_SHARE * models) {
    return not(question, 'no', say('readiness.diversity.alike', values), at, say('readiness.diversity.mend'))
  }
  return yes(question, say('readiness.diversity.apart', values), at)
}
