import { join } from 'node:path'
import { DOCTOR_CHECKS, type DoctorCheck, type DoctorDocument } from '#shared/contract/documents/doctor.ts'
import { say } from '#shared/words/say.ts'
import { check } from './check.ts'
import { tryWebgpu } from './look-at-webgpu.ts'
import { lookAtDuckdb, lookAtNode, lookAtSqlite, lookAtWorkers } from './parts.ts'

const REINSTALL = say('doctor.reinstall')

/**
 * Tries each part that the backend needs or can use: opens a database, runs a query, starts a thread. What only a
 * shell knows (Electron, browser, display) comes as `outer`. `resources` is the folder of what ships with the app.
 */
export async function runDoctor(
  resources: string,
  outer: readonly DoctorCheck[] = [],
): Promise<DoctorDocument> {
  const own = await Promise.all([
    check('node', say('doctor.node.mend'), lookAtNode),
    check('sqlite', REINSTALL, lookAtSqlite),
    check('duckdb', REINSTALL, lookAtDuckdb),
    check('workers', say('doctor.workers.mend'), lookAtWorkers),
    check('webgpu', say('doctor.webgpu.mend'), () => tryWebgpu(join(resources, 'kernels'))),
  ])
  const checks = [...own, ...outer].toSorted(
    (a, b) => DOCTOR_CHECKS.indexOf(a.name) - DOCTOR_CHECKS.indexOf(b.name),
  )
  return { schema: 'driftdesk.doctor/1', checks }
}
