import type { DenseCompute } from './compute/dense/dense.ts'
import type { ComputePool } from './compute/pool.ts'
import type { EventLog } from './events/log.ts'
import type { FileGrants } from './files/grants.ts'
import type { Ingest } from './ingest/types.ts'
import type { JobRegistry } from './jobs/registry.ts'
import type { Watches } from './logs/watches.ts'
import type { Alerts } from './monitors/alerts/alerts.ts'
import type { Breakers } from './monitors/breakers/breakers.ts'
import type { Platform } from './platform.ts'
import type { Profiles } from './profiles/profiles.ts'
import type { Secrets } from './secrets/secrets.ts'
import type { Sinks } from './sinks/sinks.ts'
import type { Store } from './store/types.ts'
import type { Retention } from './workspace/retention.ts'

/** The parts that `createBackend` puts together and handlers use. */
export type Services = {
  readonly platform: Platform
  readonly store: Store
  readonly ingest: Ingest
  readonly pool: ComputePool
  readonly dense: DenseCompute
  readonly profiles: Profiles
  readonly retention: Retention
  readonly watches: Watches
  readonly breakers: Breakers
  readonly alerts: Alerts
  readonly secrets: Secrets
  readonly sinks: Sinks
  readonly events: EventLog
  readonly jobs: JobRegistry
  readonly grants: FileGrants
}
