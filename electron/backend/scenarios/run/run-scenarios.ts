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
import { DEFAULT_ROWS, type Scenario } from '../../../../resources/scenarios/kit/scenario.ts'
import type { Platform } from '../../platform.ts'
import { DEFAULT_SEED, findScenarios, makeIncident } from '../find-scenario.ts'
import { loadIncident } from '../load-incident.ts'
import { subjectOf } from '../words.ts'
import { writeIncident } from '../write-incident.ts'
import { judge } from './judge.ts'
import { observe } from './observations.ts'
import { sight } from './sight.ts'
import { openTrial } from './trial.ts'

/** The job behind `scenarios.run`: each scenario in a workspace of its own, which is removed afterwards. */
export async function runScenarios(
  platform: Platform,
  { name, seed = DEFAULT_SEED, rows = DEFAULT_ROWS }: ParsedParams<'scenarios.run'>,
  context: JobContext,
): Promise<ScenarioDocument> {
  const chosen = findScenarios(name)
  const results: ScenarioResult[] = []
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
    results.push(await runScenario(platform, scenario, { seed, rows }, context))
  }
  return {
    schema: 'driftdesk.scenario/1',
    scenarios: results,
    passed: results.filter(({ passed }) => passed).length,
    failed: results.filter(({ passed }) => !passed).length,
  }
}

async function runScenario(
  platform: Platform,
  scenario: Scenario,
  { seed, rows }: { readonly seed: number; readonly rows: number },
  context: JobContext,
): Promise<ScenarioResult> {
  const started = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'driftdesk-scenario-'))
  try {
    const incident = makeIncident(scenario, seed, rows)
    const written = await writeIncident(incident, join(folder, 'files'), () => context.throwIfCancelled())
    const trial = await openTrial(platform, folder)
    const outcomes: ScenarioOutcome[] = []
    try {
      await loadIncident(written, trial.workspace)
      const seen = observe(trial, written, seed)
      for (const expectation of incident.truth.expectations) {
        context.throwIfCancelled()
        if (expectation.pending !== null) continue
        outcomes.push(judge(expectation, await sight(expectation.check, expectation.model, seen)))
      }
    } finally {
      await trial.close()
    }
    return {
      name: scenario.name,
      seed,
      rows,
      passed: outcomes.every(({ passed }) => passed),
      expectations: outcomes,
      pending: incident.truth.expectations.flatMap(({ check, pending }) =>
        pending === null ? [] : [{ subject: subjectOf(check), waits_for: pending }],
      ),
      truth: incident.truth,
      seconds: (performance.now() - started) / 1_000,
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
