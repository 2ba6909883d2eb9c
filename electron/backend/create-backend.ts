import { join } from 'node:path'
import { AppError, fromErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import { parseRequest } from '#shared/contract/handlers.ts'
import { isLifecycleOperation } from '#shared/contract/lifecycle-operations.ts'
import { OPERATIONS, type OperationName } from '#shared/contract/operations.ts'
import type { LocalBackend } from './backend.ts'
import { calibrationFile } from './compute/dense/calibration-file.ts'
import { createDenseCompute } from './compute/dense/dense.ts'
import { createComputePool } from './compute/pool.ts'
import { createEventLog } from './events/log.ts'
import { createFileGrants } from './files/grants.ts'
import { createGpu } from './gpu/client.ts'
import { createIngest } from './ingest/create-ingest.ts'
import { openJobHistory } from './jobs/history.ts'
import { createJobNotifier } from './jobs/notify.ts'
import { createJobRegistry } from './jobs/registry.ts'
import { jobTitle } from './jobs/titles.ts'
import { createWatches } from './logs/watches.ts'
import type { Platform } from './platform.ts'
import { createProfiles } from './profiles/profiles.ts'
import { createSecrets } from './secrets/secrets.ts'
import { createSinks } from './sinks/sinks.ts'
import { openStore } from './store/open-store.ts'
import { createRetention } from './workspace/retention.ts'

/** Graphics memory of one computation, at most. */
const GPU_MEMORY_BYTES = 2 ** 30

/**
 * The one place where the backend is put together. Rejects with the `AppError` that keeps the workspace from
 * opening (`WORKSPACE_LOCKED`, `WORKSPACE_NEWER`, `WORKSPACE_CORRUPT`, `READ_ONLY`, …).
 */
export async function createBackend(platform: Platform): Promise<LocalBackend> {
  // The catalogue opens on its own thread while this one loads what the operations do.
  const opening = openStore({ folder: platform.paths.workspace })
  const [store, { createHandlers }, { createBreakers }, { createAlerts }] = await Promise.all([
    opening,
    import('./handlers.ts'),
    import('./monitors/breakers/breakers.ts'),
    import('./monitors/alerts/alerts.ts'),
  ])
  const ingest = await createIngest({
    store,
    folder: platform.paths.workspace,
    temporary: platform.paths.temporary,
  })
  const { workers } = await store.getSettings()
  const pool = workers === null ? createComputePool() : createComputePool(workers)
  const dense = createDenseCompute({
    pool,
    gpu: createGpu({ kernels: join(platform.paths.resources, 'kernels'), memoryBytes: GPU_MEMORY_BYTES }),
    calibrations: calibrationFile(join(platform.paths.workspace, 'compute.json')),
  })
  const events = createEventLog()
  const history = await openJobHistory(store, (error) =>
    platform.notify({ title: 'The list of jobs could not be kept', body: String(error) }),
  )
  const tell = createJobNotifier(() => store.getSettings(), platform.notify)
  const jobs = createJobRegistry((event) => {
    events.publish(event)
    if (event.type === 'job') tell(event.view)
  }, history)
  const grants = createFileGrants()
  const profiles = createProfiles({ store, pool, jobs, folder: platform.paths.workspace })
  const retention = createRetention({
    store,
    platform,
    onRemoved: () => events.publish({ type: 'logs.changed' }),
  })
  const secrets = createSecrets({
    folder: join(platform.paths.workspace, 'secrets'),
    keychain: platform.secrets,
  })
  const untold = (error: unknown) =>
    platform.notify({ title: 'An alert could not be put in line', body: String(error) })
  const sinks = await createSinks({
    store,
    secrets,
    platform,
    onChange: () => events.publish({ type: 'sinks.changed' }),
  })
  const breakers = await createBreakers({
    store,
    secrets,
    folder: platform.paths.workspace,
    serves: platform.shell !== 'cli',
    now: platform.now ?? Date.now,
    onChange: () => events.publish({ type: 'breakers.changed' }),
    sinks,
    onUntold: untold,
  })
  const alerts = createAlerts({
    store,
    resources: platform.paths.resources,
    onChange: () => events.publish({ type: 'alerts.changed' }),
    onQueued: sinks.wake,
  })
  const services = {
    platform,
    store,
    ingest,
    pool,
    dense,
    profiles,
    retention,
    breakers,
    alerts,
    secrets,
    sinks,
    events,
    jobs,
    grants,
  }
  const watches = createWatches(services)
  const handlers = createHandlers({ ...services, watches })
  // A command line ends with its command; what it left is counted when a window opens.
  if (platform.shell !== 'cli') {
    await profiles.catchUpAll()
    retention.applySoon()
    breakers.startClock()
    alerts.startClock()
    await watches.resume()
  }

  const answer = async (name: OperationName, params: never): Promise<unknown> => {
    if (isLifecycleOperation(name)) {
      throw new AppError('NOT_AVAILABLE', 'Only a window changes its workspace.', 'Use --workspace DIR.')
    }
    if (OPERATIONS[name].kind !== 'job') return (handlers[name] as (params: never) => unknown)(params)
    const work = handlers[name] as (params: never, context: unknown) => Promise<unknown>
    return { job: jobs.start(name, jobTitle(name, params, grants), (context) => work(params, context)) }
  }

  return {
    async handle(operation, params) {
      const request = parseRequest(operation, params)
      try {
        return await answer(request.name, request.params as never)
      } catch (error) {
        throw error instanceof AppError ? error : fromErrorShape(toErrorShape(error))
      }
    },
    onEvent: events.subscribe,
    grantFile: grants.grant,
    async openFiles(paths) {
      await grants.offer(paths)
      events.publish({ type: 'files.opened' })
    },
    watchFolder: watches.start,
    async compute(work, choice, signal) {
      const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
      const cancel = () => Atomics.store(cancelFlag, 0, 1)
      if (signal.aborted) cancel()
      signal.addEventListener('abort', cancel, { once: true })
      try {
        return await dense.compute(work, { choice, cancelFlag })
      } finally {
        signal.removeEventListener('abort', cancel)
      }
    },
    async close() {
      await watches.close()
      await jobs.close()
      await history.close()
      await retention.close()
      await breakers.close()
      await alerts.close()
      await sinks.close()
      await Promise.all([pool.close(), dense.close(), ingest.close(), profiles.close()])
      await store.close()
    },
  }
}
