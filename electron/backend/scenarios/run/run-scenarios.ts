import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  ScenarioDocument,
  ScenarioOutcome,
  ScenarioResult,
} from '#shared/contract/documents/scenario.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { DEFAULT_ROWS, type Incident } from '../../../../resources/scenarios/kit/scenario.ts'
import type { Platform } from '../../platform.ts'
import { DEFAULT_SEED, findScenarios, makeIncident } from '../find-scenario.ts'
import { loadIncident } from '../load-incident.ts'
import { subjectOf } from '../words.ts'
import { writeIncident } from '../write-incident.ts'
import { judge } from './judge.ts'
import { observe } from './observations.ts'
import { sight } from './sight.ts'
import { survey } from './survey.ts'
import { openTrial, type Trial } from './trial.ts'

/**
 * The job behind `scenarios.run`: one after the other in a workspace of their own, which is removed afterwards. A scenario
 * that needs more rows than were asked for takes what it needs where all are run.
 */
export async function runScenarios(
  platform: Platform,
  { name, seed = DEFAULT_SEED, rows = DEFAULT_ROWS }: ParsedParams<'scenarios.run'>,
  context: JobContext,
): Promise<ScenarioDocument> {
  const chosen = findScenarios(name)
  const results: ScenarioResult[] = []
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-scenario-'))
  try {
    const trial = await openTrial(platform, folder)
    try {
      for (const [done, scenario] of chosen.entries()) {
        context.throwIfCancelled()
        context.report({
          stage: 'measuring',
          subject: scenario.name,
          done,
          total: chosen.length,
          unit: 'steps',
          rows_per_second: null,
          seconds_left: null,
        })
        const own = chosen.length > 1 ? Math.max(rows, scenario.leastRows) : rows
        const incident = makeIncident(scenario, seed, own)
        const files = join(folder, scenario.name)
        results.push(await tryIncident(trial, scenario.name, incident, { seed, rows: own, files }, context))
        await trial.clear()
        await rm(files, { recursive: true, force: true })
      }
    } finally {
      await trial.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  return {
    schema: 'driftdesk.scenario/1',
    scenarios: results,
    passed: results.filter(({ passed }) => passed).length,
    failed: results.filter(({ passed }) => !passed).length,
  }
}

async function tryIncident(
  trial: Trial,
  name: string,
  incident: Incident,
  { seed, rows, files }: { readonly seed: number; readonly rows: number; readonly files: string },
  context: JobContext,
): Promise<ScenarioResult> {
  const started = performance.now()
  const { truth } = incident
  const written = await writeIncident(incident, files, () => context.throwIfCancelled())
  await loadIncident(written, trial.workspace)
  for (const { name: model, missedDrill } of incident.models) {
    if (missedDrill !== undefined) await trial.missDrill(model, missedDrill)
  }
  const span = spanOf((await trial.client.query('models.overview', {})).models)
  const seen = observe(trial, written, seed)
  const outcomes: ScenarioOutcome[] = []
  for (const expectation of truth.expectations) {
    context.throwIfCancelled()
    if (expectation.pending !== null) continue
    outcomes.push(judge(expectation, await sight(expectation.check, expectation.model, seen)))
  }
  return {
    name,
    seed,
    rows,
    passed: outcomes.every(({ passed }) => passed),
    expectations: outcomes,
    others: await survey(incident, seen, () => context.throwIfCancelled()),
    pending: truth.expectations.flatMap(({ check, pending }) =>
      pending === null ? [] : [{ subject: subjectOf(check), waits_for: pending }],
    ),
    truth,
    span,
    seconds: (performance.now() - started) / 1_000,
  }
}

/** From the first row of any model to the last one. */
function spanOf(
  models: readonly { readonly time_range: readonly [string, string] | null }[],
): ScenarioResult['span'] {
  const times = models.flatMap(({ time_range: range }) =>
    range === null ? [] : range.map((time) => Date.parse(time)),
  )
  if (times.length === 0) return null
  return [new Date(Math.min(...times)).toISOString(), new Date(Math.max(...times)).toISOString()]
}
