import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { say } from '#shared/words/say.ts'

/** Three significant digits; a dash where there is no value. */
export const measureNumber = (value: number | null): string =>
  value === null ? '–' : String(Number(value.toPrecision(3)))

/** What a linter says in place of what it was asked for. */
export function otherFindings(codes: readonly string[]): string {
  return codes.length === 0 ? say('evidence.lint.nothing') : say('evidence.lint.only', { codes })
}

type Check<Name extends ScenarioCheck['monitor']> = Extract<ScenarioCheck, { monitor: Name }>

/** What is looked for, in words. */
export function subjectOf(check: ScenarioCheck): string {
  switch (check.monitor) {
    case 'drift': {
      const level = say(`verdict.${check.at_least}`)
      return check.columns === null
        ? say('check.drift.any', { level })
        : say('check.drift', { columns: check.columns, level })
    }
    case 'onset':
      return check.columns === null ? say('check.onset.any') : say('check.onset', { columns: check.columns })
    case 'quality':
      return qualitySubject(check)
    case 'performance': {
      const level = say(`verdict.${check.at_least}`)
      return check.metric === undefined
        ? say('check.performance', { level })
        : say('check.performance.metric', { metric: check.metric, level })
    }
    case 'slices': {
      const { column, value } = check
      if (column === undefined) return say('check.slices')
      return value === undefined
        ? say('check.slices.column', { column })
        : say('check.slices.value', { column, value })
    }
    case 'fairness':
      return say(check.trend === true ? 'check.fairness.trend' : 'check.fairness', { column: check.column })
    case 'calibration': {
      const level = say(`verdict.${check.at_least}`)
      return check.signature === undefined
        ? say('check.calibration', { level })
        : say('check.calibration.signature', { level, signature: check.signature })
    }
    case 'feedback': {
      const loop = say(`check.feedback.${check.at_least}`)
      return check.tests === undefined ? loop : say('check.feedback.tests', { loop, tests: check.tests })
    }
    case 'fleet':
      return fleetSubject(check)
    case 'breaker': {
      const path = check.path.join(' → ')
      return check.segment === undefined
        ? say('check.breaker', { path })
        : say('check.breaker.segment', { path, ...check.segment })
    }
    case 'breaker_lint':
      return say('check.breaker_lint', { code: check.code })
    case 'labels': {
      const { finds, column, value } = check
      return column === undefined || value === undefined
        ? say(`check.labels.${finds}`)
        : say('check.labels.never.value', { column, value })
    }
    case 'consensus': {
      const { column, value, until } = check
      return until === undefined
        ? say('check.consensus', { column, value })
        : say('check.consensus.until', { column, value, until: Date.parse(until) })
    }
    case 'skew':
      return skewSubject(check)
    case 'rollout': {
      const finds = say(`check.rollout.${check.finds}`)
      return check.value === undefined ? finds : say('check.rollout.value', { finds, value: check.value })
    }
    case 'readiness':
      return say(`check.readiness.${check.question}`)
    case 'alerts': {
      const severity = say(`check.alerts.severity.${check.severity}`)
      return check.rule === null
        ? say('check.alerts.any', { severity })
        : say('check.alerts.rule', { rule: check.rule, severity })
    }
    case 'alert_lint':
      return say('check.alert_lint', { code: check.code, rule: check.rule })
    case 'convention':
      return say('check.convention', {
        column: check.column,
        limit: check.psi_above,
        binning: check.binning,
      })
    case 'detector':
      return say('check.detector', { method: check.method, stream: check.stream })
  }
}

function qualitySubject({ code, column, at_least }: Check<'quality'>): string {
  const level = at_least === undefined ? null : say(`verdict.${at_least}`)
  if (code === null) {
    return level === null ? say('check.quality.any') : say('check.quality.any.level', { level })
  }
  if (column === undefined) {
    return level === null ? say('check.quality', { code }) : say('check.quality.level', { code, level })
  }
  return level === null
    ? say('check.quality.column', { code, column })
    : say('check.quality.column.level', { code, column, level })
}

function fleetSubject({ mode, root, window }: Check<'fleet'>): string {
  const plain = say(`check.fleet.${mode}`)
  const rooted = root === undefined ? plain : say('check.fleet.root', { mode: plain, root })
  if (window === undefined) return rooted
  return say(window.start === null ? 'check.fleet.before' : 'check.fleet.after', { mode: rooted })
}

function skewSubject({ column, online, offline, share: [low, high], window }: Check<'skew'>): string {
  const key =
    window.start !== null ? 'check.skew.after' : window.end !== null ? 'check.skew.before' : 'check.skew'
  return say(key, { column, online, offline, low, high })
}
