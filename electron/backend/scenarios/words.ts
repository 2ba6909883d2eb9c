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
      return `${check.code ?? 'any quality finding'}${check.column === undefined ? '' : ` in ${check.column}`}`
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
      return `a feedback loop, ${check.at_least}`
    case 'fleet':
      return `${check.mode.replaceAll('_', ' ')}${check.root === undefined ? '' : ` with root ${check.root}`}${check.window === undefined ? '' : check.window.start === null ? ' before the onset' : ' after the onset'}`
    case 'breaker':
      return `breaker ${check.path.join(' → ')}`
    case 'breaker_lint':
      return `linter: ${check.code}`
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
