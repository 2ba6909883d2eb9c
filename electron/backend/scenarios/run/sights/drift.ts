import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { ScenarioCheck } from '#shared/contract/documents/scenario.ts'
import { isAtLeast, VERDICTS } from '#shared/domain/verdict.ts'
import { DEFAULT_ZERO_RULE } from '#shared/stats/divergence/zero-rules.ts'
import { say } from '#shared/words/say.ts'
import { measureNumber } from '../../words.ts'
import type { Observations } from '../observations.ts'
import { type Sighting, sighting } from '../sighting.ts'

type Check<Name extends ScenarioCheck['monitor']> = Extract<ScenarioCheck, { monitor: Name }>

/** The verdict over all rows, dated by the first bucket of time that reaches it by itself. */
export async function sightDrift(
  { columns, at_least, limits = [] }: Check<'drift'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { document, heatmap } = await seen.drift(model)
  return chosen(document.columns, columns).map((column) => {
    const measured = limits.map(({ measure, below, above }) => {
      const value = measureOf(column, measure)
      const within =
        value !== null && (below === undefined || value < below) && (above === undefined || value > above)
      return { measure, value, within }
    })
    const fired = isAtLeast(column.verdict, at_least) && measured.every(({ within }) => within)
    const values = ['psi', 'ks', 'js'].flatMap((name) => {
      const value = measureOf(column, name)
      return value === null ? [] : [`${name} ${measureNumber(value)}`]
    })
    return sighting(
      column.name,
      fired,
      say('evidence.drift', { column: column.name, verdict: say(`verdict.${column.verdict}`), values }),
      fired ? reachedAt(heatmap, column.name, at_least) : [],
    )
  })
}

export async function sightOnset(
  { columns }: Check<'onset'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { document } = await seen.drift(model)
  return chosen(document.columns, columns).map(({ name, onset }) =>
    sighting(
      name,
      onset.at !== null,
      onset.at === null
        ? say('evidence.onset.none', { column: name })
        : say('evidence.onset', { column: name, at: Date.parse(onset.at) }),
      [onset.at],
    ),
  )
}

export async function sightQuality(
  { code, column, at_least }: Check<'quality'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const { document } = await seen.drift(model)
  const found = document.quality.filter(
    (finding) =>
      (code === null ? finding.severity !== 'info' : finding.code === code) &&
      (column === undefined || finding.column === column) &&
      (at_least === undefined || (finding.severity !== 'info' && isAtLeast(finding.severity, at_least))),
  )
  if (found.length === 0) return [sighting(column ?? '', false, say('evidence.quality.none'))]
  return found.map(({ code: own, column: of, detail }) =>
    sighting(
      of ?? '',
      true,
      of === null
        ? say('evidence.quality', { code: own, detail })
        : say('evidence.quality.column', { code: own, column: of, detail }),
    ),
  )
}

/** What another convention makes of a column. */
export async function sightConvention(
  { column, binning, psi_above }: Check<'convention'>,
  model: string | null,
  seen: Observations,
): Promise<Sighting[]> {
  const audit = await seen.audit(model, column)
  const reading = audit.binnings.find((one) => one.binning === binning)
  const psi = reading?.zero_rules.find(({ zero_rule }) => zero_rule === DEFAULT_ZERO_RULE)?.psi ?? null
  const values = audit.binnings.map((one) => {
    const own = one.zero_rules.find(({ zero_rule }) => zero_rule === DEFAULT_ZERO_RULE)?.psi ?? null
    return `${one.binning} ${own === null ? '∞' : measureNumber(own)}`
  })
  // An infinite PSI is above any limit.
  const fired = reading !== undefined && (psi === null || psi > psi_above)
  return [sighting(column, fired, say('evidence.convention', { column, values }))]
}

function chosen(all: readonly DriftColumn[], names: readonly string[] | null): readonly DriftColumn[] {
  return names === null ? all : all.filter(({ name }) => names.includes(name))
}

function measureOf(column: DriftColumn, measure: string): number | null {
  switch (measure) {
    case 'psi':
      return column.psi?.value ?? null
    case 'js':
      return column.js?.divergence ?? null
    case 'ks':
      return column.ks?.statistic ?? null
    case 'wasserstein':
      return column.wasserstein?.normalized ?? null
    default:
      return null
  }
}

function reachedAt(heatmap: DriftHeatmap, column: string, level: 'low' | 'moderate' | 'high'): string[] {
  const row = heatmap.columns.indexOf(column)
  if (row < 0) return []
  return heatmap.buckets.flatMap(({ end, side }, bucket) => {
    const verdict = VERDICTS[heatmap.verdicts[row * heatmap.buckets.length + bucket]]
    return side === 'current' && isAtLeast(verdict, level) ? [end] : []
  })
}
