import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'

/** Three significant digits. */
export const measureNumber = (value: number): string => String(Number(value.toPrecision(3)))

const list = (columns: readonly string[] | null): string => columns?.join(', ') ?? 'any column'

/** What is looked for, in words. */
export function subjectOf(check: ScenarioCheck): string {
  switch (check.monitor) {
    case 'drift':
      return `drift of ${list(check.columns)}, ${check.at_least} or worse`
    case 'onset':
      return `an onset in ${list(check.columns)}`
    case 'quality':
      return `${check.code ?? 'any quality finding'}${check.column === undefined ? '' : ` in ${check.column}`}${check.at_least === undefined ? '' : `, ${check.at_least} or worse`}`
    case 'performance':
      return `${check.metric ?? 'performance'} worse than the baseline, ${check.at_least} or worse`
    case 'slices':
      return check.column === undefined
        ? 'a weak slice'
        : `a weak slice by ${check.column}${check.value === undefined ? '' : ` = ${check.value}`}`
    case 'fairness':
      return `unequal treatment by ${check.column}${check.trend === true ? ', ever more' : ''}`
    case 'calibration':
      return `calibration off, ${check.at_least} or worse${check.signature === undefined ? '' : `, with ${check.signature}`}`
    case 'feedback':
      return `a feedback loop, ${check.at_least}${check.tests === undefined ? '' : `, by ${check.tests.join(' and ')}`}`
    case 'fleet':
      return `${check.mode.replaceAll('_', ' ')}${check.root === undefined ? '' : ` with root ${check.root}`}${check.window === undefined ? '' : check.window.start === null ? ' before the onset' : ' after the onset'}`
    case 'breaker':
      return `breaker ${check.path.join(' → ')}${check.segment === undefined ? '' : ` for ${check.segment.column} = ${check.segment.value}`}`
    case 'breaker_lint':
      return `linter: ${check.code}`
    case 'labels':
      return check.finds === 'immature'
        ? 'windows that wait for labels'
        : check.finds === 'bounds'
          ? 'bounds on what missing labels may be'
          : `labels that never come${check.column === undefined ? '' : `: ${check.column} = ${check.value}`}`
    case 'consensus':
      return `${check.value} leaves the other values of ${check.column}${check.until === undefined ? '' : ` by ${check.until}`}`
    case 'skew':
      return `${check.column} differs in ${check.online} and ${check.offline}, in a share of ${check.share[0]} to ${check.share[1]}${check.window.start === null ? (check.window.end === null ? '' : ' before the fix') : ' after the fix'}`
    case 'rollout':
      return `rollout: ${check.finds.replaceAll('_', ' ')}${check.value === undefined ? '' : ` (${check.value})`}`
    case 'readiness':
      return `readiness: ${check.question}`
    case 'alerts':
      return `alert ${check.rule ?? 'of any rule'}, ${check.severity}`
    case 'alert_lint':
      return `linter: ${check.code} of ${check.rule}`
    case 'convention':
      return `PSI of ${check.column} above ${check.psi_above} with ${check.binning} bins`
    case 'detector':
      return `${check.method} on ${check.stream}`
  }
}
