import { nearest } from '../../../stats/text/nearest.ts'
import { say } from '../../../words/say.ts'
import { finding, stepsOf } from '../../lint/finding.ts'
import { type BreakerPolicy, FALLBACKS, isFallback } from '../policy.ts'
import type { LintFinding } from './finding.ts'

export function unknownFallbacks({ ladder }: BreakerPolicy): LintFinding[] {
  const unknown = ladder.filter((name) => !isFallback(name))
  const steps = (name: string) =>
    stepsOf([0, say('step.trips'), 'OPEN'], [0, say('step.rows_go_to', { name }), say('step.nobody')])
  if (ladder.length === 0) {
    return [
      finding(
        'unknown_fallback',
        'fallback',
        say('lint.fallback.none', { fallbacks: FALLBACKS }),
        steps('nothing'),
      ),
    ]
  }
  return unknown.map((name) => {
    const close = nearest(name, FALLBACKS)
    const hint =
      close === null
        ? say('lint.fallback.may_be', { fallbacks: FALLBACKS })
        : say('lint.fallback.nearest', { name: close })
    return finding(
      'unknown_fallback',
      ladder.indexOf(name) === 0 ? 'fallback' : `ladder.${ladder.indexOf(name)}`,
      say('lint.fallback.unknown', { name, hint }),
      steps(name),
    )
  })
}
