import { nearest } from '../../../stats/text/nearest.ts'
import { say } from '../../../words/say.ts'
import { finding } from '../../lint/finding.ts'
import { alertMetricOf } from '../metrics.ts'
import { isNamed } from '../noise/silence.ts'
import type { AlertRules, CompositeRule } from '../rules.ts'
import type { AlertLintFinding } from './finding.ts'
import { compositeCriticals } from './lost-criticals.ts'

export function lintComposite(
  rules: AlertRules,
  composite: CompositeRule,
  where: string,
): AlertLintFinding[] {
  const found: AlertLintFinding[] = []
  for (const [index, part] of composite.when.entries()) {
    // A metric may be watched by rules of another file.
    if (alertMetricOf(part) !== null || rules.rules.some((rule) => isNamed(part, rule))) continue
    const close = nearest(
      part,
      rules.rules.map(({ name }) => name),
    )
    found.push(
      finding(
        'contradiction',
        `${where}.when.${index}`,
        close === null
          ? say('lint.no_rule', { part, composite: composite.name })
          : say('lint.no_rule.near', { part, composite: composite.name, name: close }),
        [
          {
            at: 0,
            what: say('step.others_fire'),
            state: say('state.waits', { composite: composite.name, part }),
          },
        ],
      ),
    )
  }
  const parts = rules.rules.filter((rule) => composite.when.some((part) => isNamed(part, rule)))
  if (composite.severity === 'warning' && parts.some(({ critical }) => critical !== null)) {
    found.push(...compositeCriticals(rules, parts, `${where}.severity`))
  }
  return found
}

export function sameNames({ rules }: AlertRules): AlertLintFinding[] {
  return rules.flatMap(({ name }, index) =>
    rules.findIndex((other) => other.name === name) === index
      ? []
      : [
          finding('contradiction', `rules.${index}.name`, say('lint.same_name', { rule: name }), [
            { at: 0, what: say('step.fires', { rule: name }), state: say('state.which') },
          ]),
        ],
  )
}

/** Two constants that leave no value at which neither fires. */
export function oppositeRules({ rules }: AlertRules): AlertLintFinding[] {
  return rules.flatMap((low, index) =>
    rules.flatMap((high) => {
      const isPair = low.worse === 'below' && high.worse === 'above'
      if (!isPair || low.compare !== 'constant' || high.compare !== 'constant' || low.by !== high.by)
        return []
      if (low.expression.text !== high.expression.text) return []
      const under = (low.warning ?? low.critical)?.value
      const over = (high.warning ?? high.critical)?.value
      if (under === undefined || over === undefined || under <= over) return []
      return [
        finding(
          'contradiction',
          `rules.${index}`,
          say('lint.opposite', { low: low.name, under, high: high.name, over }),
          [
            {
              at: 0,
              what: say('step.is_at', { expression: low.expression.text, value: (under + over) / 2 }),
              state: say('state.both'),
            },
          ],
        ),
      ]
    }),
  )
}
