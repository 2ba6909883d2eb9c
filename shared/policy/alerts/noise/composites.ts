import type { Level } from '../limits/level.ts'
import type { AlertRule, CompositeRule, Severity } from '../rules.ts'
import type { AlertInstance } from '../state.ts'
import { isNamed, isOn } from './silence.ts'

/**
 * The level of a composite: the one that was said, or that of its worst part, when each part has an alert that is on and
 * these fired within `withinMs` of each other. Once it is on, it stays on while every part is.
 */
export function compositeLevel(
  composite: CompositeRule,
  alerts: Iterable<AlertInstance>,
  ruleOf: (name: string) => AlertRule | undefined,
  wasOn: boolean,
): Level {
  const parts = composite.when.map((): AlertInstance[] => [])
  for (const instance of alerts) {
    if (instance.note.isComposite || !isOn(instance)) continue
    const rule = ruleOf(instance.note.rule)
    if (rule === undefined) continue
    for (const [place, name] of composite.when.entries()) if (isNamed(name, rule)) parts[place].push(instance)
  }
  const off: Level = { rank: 0, value: 0, by: 'constant', threshold: 0, reference: null }
  if (parts.some((instances) => instances.length === 0)) return off
  if (!wasOn && !areTogether(parts, composite.withinMs)) return off
  const worst: Severity = parts.some((instances) =>
    instances.some(({ note }) => note.severity === 'critical'),
  )
    ? 'critical'
    : 'warning'
  return { ...off, rank: (composite.severity ?? worst) === 'critical' ? 2 : 1 }
}

/** Whether one alert of each part can be chosen so that all fired within `withinMs`. */
function areTogether(parts: readonly (readonly AlertInstance[])[], withinMs: number): boolean {
  const starts = parts.flatMap((instances) => instances.map(({ note }) => note.firedAt))
  return starts.some((start) =>
    parts.every((instances) =>
      instances.some(({ note }) => note.firedAt >= start && note.firedAt - start <= withinMs),
    ),
  )
}
