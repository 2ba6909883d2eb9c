import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Handlers, WorkspaceHandlers } from '#shared/contract/handlers.ts'
import type { SCENARIO_OPERATIONS } from '#shared/contract/scenario-operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { DEFAULT_ROWS } from '../../../resources/scenarios/kit/scenario.ts'
import type { Services } from '../services.ts'
import { DEFAULT_SEED, findScenarios, listScenarios, makeIncident } from './find-scenario.ts'
import { loadIncident } from './load-incident.ts'
import { runScenarios } from './run/run-scenarios.ts'
import { writeIncident } from './write-incident.ts'

/** Who is named in the audit chain for alert rules that come with a scenario. */
export const RULES_BY = 'incident library'

/** What the operations on scenarios do; `others` are the handlers that import, freeze and arm. */
export function scenarioHandlers(
  { platform, grants }: Services,
  others: () => Pick<
    WorkspaceHandlers,
    'log.import' | 'models.use_rows' | 'manifests.set' | 'breakers.arm' | 'alerts.save'
  >,
): Pick<Handlers, keyof typeof SCENARIO_OPERATIONS> {
  return {
    'scenarios.list': () => ({ scenarios: listScenarios() }),
    'scenarios.run': (params, context) => runScenarios(platform, params, context),
    'scenarios.open': async ({ name, rows = DEFAULT_ROWS, seed = DEFAULT_SEED }, context) => {
      const [scenario, more] = findScenarios(name)
      if (more !== undefined) {
        throw new AppError('BAD_PARAMS', 'One scenario can be opened at a time.', 'Name one.')
      }
      const incident = makeIncident(scenario, seed, rows)
      const folder = await mkdtemp(join(platform.paths.temporary, 'scenario-'))
      try {
        const written = await writeIncident(incident, folder, () => context.throwIfCancelled())
        const handlers = others()
        await loadIncident(written, {
          importFile: async (path, mapping) => {
            const { token } = await grants.grant(path)
            await handlers['log.import']({ files: [token], mapping }, context)
          },
          freezeBaseline: async (model) => {
            await handlers['models.use_rows']({ model, window: { kind: 'all' } }, context)
          },
          setManifest: async (model, text) => {
            await handlers['manifests.set']({ model, text })
          },
          arm: async (model, text) => {
            await handlers['breakers.arm']({ model, text })
          },
          saveRules: async (model, text) => {
            await handlers['alerts.save']({ model, text, by: RULES_BY })
          },
        })
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
      }
      return {
        name: scenario.name,
        story: scenario.story,
        models: incident.models.map((model) => model.name),
        truth: incident.truth,
      }
    },
  }
}
