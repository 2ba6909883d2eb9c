import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { initialSchema } from './0001-initial.ts'
import { runTimeAndSides } from './0002-run-time-and-sides.ts'
import { baselines } from './0003-baselines.ts'
import { growingLogs } from './0004-growing-logs.ts'
import { breakers } from './0005-breakers.ts'
import { manifests } from './0006-manifests.ts'
import { sinks } from './0007-sinks.ts'
import { responses } from './0008-responses.ts'
import { alerts } from './0009-alerts.ts'
import { loopTestsAndSeals } from './0010-loop-tests-and-seals.ts'

/** Step `n` of the list takes a catalogue from version `n` to `n + 1`; a step that shipped never changes. */
export const MIGRATIONS: readonly string[] = [
  initialSchema,
  runTimeAndSides,
  baselines,
  growingLogs,
  breakers,
  manifests,
  sinks,
  responses,
  alerts,
  loopTestsAndSeals,
]

/**
 * Brings a catalogue to the newest version, one transaction a step, so that a stop in between leaves a whole older
 * version. `upTo` is for tests that need one.
 * Answers whether there was anything to bring.
 * @throws AppError `WORKSPACE_NEWER` before anything is written.
 */
export function migrate(database: Database, upTo = MIGRATIONS.length): boolean {
  const version = Number(database.pragma('user_version', { simple: true }))
  refuseNewer(version)
  for (let step = version; step < upTo; step++) {
    const sql = MIGRATIONS[step]
    database
      .transaction(() => {
        database.exec(sql)
        database.pragma(`user_version = ${step + 1}`)
      })
      .immediate()
  }
  return version < upTo
}

/** @throws AppError `WORKSPACE_NEWER` for a version that this program does not know. */
export function refuseNewer(version: number): void {
  if (version <= MIGRATIONS.length) return
  throw new AppError(
    'WORKSPACE_NEWER',
    say('error.workspace.newer', { version, known: MIGRATIONS.length }),
    say('error.workspace.newer.mend'),
  )
}
