import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ALERT_OPERATIONS } from '#shared/contract/alert-operations.ts'
import { BREAKER_OPERATIONS } from '#shared/contract/breaker-operations.ts'
import { FEEDBACK_OPERATIONS } from '#shared/contract/feedback-operations.ts'
import { FLEET_OPERATIONS } from '#shared/contract/fleet-operations.ts'
import type { WorkspaceHandlers } from '#shared/contract/handlers.ts'
import { PERFORMANCE_OPERATIONS } from '#shared/contract/performance-operations.ts'
import { RESPONSE_OPERATIONS } from '#shared/contract/response-operations.ts'
import { SCENARIO_OPERATIONS } from '#shared/contract/scenario-operations.ts'
import { SINK_OPERATIONS } from '#shared/contract/sink-operations.ts'
import { SKEW_OPERATIONS } from '#shared/contract/skew-operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { baselineHandlers } from './baselines/handlers.ts'
import { lateHandlers } from './late-handlers.ts'
import { workspaceName, workspacePlace } from './lifecycle/workspace-names.ts'
import { logHandlers } from './logs/handlers.ts'
import { keepGivenMapping } from './logs/mappings.ts'
import { afterImport } from './logs/stored-log.ts'
import { watchHandlers } from './logs/watch-handlers.ts'
import { modelHandlers } from './models/handlers.ts'
import { importsOf } from './reports/imports-of.ts'
import { listSamples, samplePaths } from './samples/samples.ts'
import type { Services } from './services.ts'
import { VERSION } from './version.ts'
import { workspaceHandlers } from './workspace/handlers.ts'

/** What each operation of the contract does. */
export function createHandlers(services: Services): WorkspaceHandlers {
  const { platform, store, ingest, pool, profiles, retention, events, jobs, grants } = services
  const runsChanged = () => events.publish({ type: 'runs.changed' })

  const handlers: WorkspaceHandlers = {
    'app.capabilities': () => ({
      shell: platform.shell,
      version: VERSION,
      dialogs: platform.dialogs !== null,
      pdf: platform.pdf.available ? { available: true, reason: null } : platform.pdf,
      workers: pool.workers,
      workspace: `${workspacePlace(platform.paths.workspace)} › ${workspaceName(platform.paths.workspace)}`,
    }),
    'app.doctor': async () => {
      const { runDoctor } = await import('./doctor/doctor.ts')
      return runDoctor(platform.paths.resources, await platform.outerChecks?.())
    },
    'events.since': ({ sequence }) => events.since(sequence),

    'settings.get': () => store.getSettings(),
    'settings.set': async (change) => {
      const settings = await store.setSettings(change)
      events.publish({ type: 'settings.changed' })
      if (change.retention_rows_days !== undefined || change.retention_profiles_days !== undefined) {
        retention.applySoon()
      }
      return settings
    },

    'files.choose': async () => {
      if (platform.dialogs === null) {
        throw new AppError('NOT_AVAILABLE', say('error.no_dialog'), say('error.no_dialog.mend'))
      }
      const paths = await platform.dialogs.chooseFiles()
      return { files: await Promise.all(paths.map((path) => grants.grant(path))) }
    },
    'files.describe': ({ files }) => ({ files: grants.describe(files) }),
    'files.takeOpened': () => ({ files: grants.takeOffered() }),

    'samples.list': async () => ({ samples: [...(await listSamples(platform.paths.resources))] }),
    'samples.open': async ({ name }) => {
      const { reference, current } = await samplePaths(platform.paths.resources, name)
      const grantAll = (paths: readonly string[]) => Promise.all(paths.map((path) => grants.grant(path)))
      return { reference: await grantAll(reference), current: await grantAll(current) }
    },

    'sources.inspect': ({ files, mapping }, context) =>
      ingest.inspect(
        { files: grants.resolve(files), ...(mapping === undefined ? {} : { mapping }) },
        context,
      ),
    'log.import': async ({ files, mapping }, context) => {
      const sources = grants.resolve(files)
      const model = mapping?.model ?? 'default'
      const request = { files: sources, model, ...(mapping === undefined ? {} : { mapping }) }
      const dataset = await ingest.importFiles(request, context)
      if (mapping !== undefined) await keepGivenMapping(services, mapping)
      await profiles.countNew(model, context)
      return afterImport(services, dataset, context)
    },

    'drift.run': async (params, context) => {
      const { runComparison } = await import('./drift/run.ts')
      const summary = await runComparison(services, params, context)
      runsChanged()
      return { run: summary.run }
    },
    'drift.list': async () => ({ runs: [...(await store.listRuns())] }),
    'drift.get': async ({ run }) => {
      const { summary, document, datasets } = await store.getRun(run)
      return { summary, document, imports: await importsOf(store, datasets) }
    },
    'drift.column': ({ run, column }) => store.getRunColumn(run, column),
    'drift.heatmap': ({ run }) => store.getRunHeatmap(run),
    'drift.audit': async (params, context) => {
      const { auditRunColumn } = await import('./drift/audit.ts')
      return auditRunColumn(services, params, context)
    },
    'drift.rejects': async ({ run, offset, limit }) => {
      const { datasets } = await store.getRun(run)
      const { total, rows } = await store.listRejects(datasets, offset, limit)
      return { total, rows: [...rows] }
    },
    'drift.delete': async ({ run }) => {
      await store.deleteRun(run)
      runsChanged()
      return {}
    },

    'reports.save': async ({ run, format }, context) => {
      context.report({
        stage: 'writing',
        subject: `report.${format}`,
        done: 0,
        total: 1,
        unit: 'steps',
        rows_per_second: null,
        seconds_left: null,
      })
      const { writeReport } = await import('./reports/write.ts')
      const file = await writeReport(services, run, format)
      try {
        context.throwIfCancelled()
        const delivered = await platform.deliver(file)
        await store.noteAudit('report.saved', run, { format, name: file.name })
        return delivered
      } finally {
        if (platform.shell !== 'loopback') await rm(file.path, { force: true })
      }
    },

    ...baselineHandlers(services),
    ...logHandlers(services),
    ...watchHandlers(services),
    ...modelHandlers(services),
    ...lateHandlers(PERFORMANCE_OPERATIONS, async () => {
      const { performanceHandlers } = await import('./monitors/performance/handlers.ts')
      return performanceHandlers(services)
    }),
    ...lateHandlers(ALERT_OPERATIONS, async () => {
      const { alertHandlers } = await import('./monitors/alerts/handlers.ts')
      return alertHandlers(services)
    }),
    ...lateHandlers(BREAKER_OPERATIONS, async () => {
      const { breakerHandlers } = await import('./monitors/breakers/handlers.ts')
      return breakerHandlers(services)
    }),
    ...lateHandlers(FEEDBACK_OPERATIONS, async () => {
      const { feedbackHandlers } = await import('./monitors/feedback/handlers.ts')
      return feedbackHandlers(services)
    }),
    ...lateHandlers(FLEET_OPERATIONS, async () => {
      const { fleetHandlers } = await import('./monitors/fleet/handlers.ts')
      return fleetHandlers(services)
    }),
    ...lateHandlers(SKEW_OPERATIONS, async () => {
      const { skewHandlers } = await import('./monitors/skew/handlers.ts')
      return skewHandlers(services)
    }),
    ...lateHandlers(SCENARIO_OPERATIONS, async () => {
      const { scenarioHandlers } = await import('./scenarios/handlers.ts')
      return scenarioHandlers(services, () => handlers)
    }),
    ...lateHandlers(SINK_OPERATIONS, async () => {
      const { sinkHandlers } = await import('./sinks/handlers.ts')
      return sinkHandlers(services)
    }),
    ...lateHandlers(RESPONSE_OPERATIONS, async () => {
      const { responseHandlers } = await import('./monitors/responses/handlers.ts')
      return responseHandlers(services)
    }),
    'latency.run': async (params, context) => {
      const { runLatency } = await import('./scenarios/latency/run.ts')
      return runLatency(services, params, context)
    },
    ...workspaceHandlers(services),

    'jobs.list': () => ({ jobs: jobs.list() }),
    'jobs.result': ({ job }) => ({ result: jobs.result(job) }),
    'jobs.cancel': ({ job }) => {
      jobs.cancel(job)
      return {}
    },
  }
  return handlers
}

/** Where chunks live in a workspace. */
export function chunkFolder(workspace: string): string {
  return join(workspace, 'chunks')
}
