import { join } from 'node:path'
import { DOCTOR_CHECKS, type DoctorCheck, type DoctorDocument } from '#shared/contract/documents/doctor.ts'
import { check } from './check.ts'
import { tryWebgpu } from './look-at-webgpu.ts'
import { lookAtDuckdb, lookAtNode, lookAtSqlite, lookAtWorkers } from './parts.ts'

const REINSTALL = 'Run "npm install" again on this machine; copied node_modules may be of another system.'

/**
 * Tries each part that the backend needs or can use: opens a database, runs a query, starts a thread. What only a
 * shell knows (Electron, browser, display) comes as `outer`. `resources` is the folder of what ships with the app.
 */
export async function runDoctor(
  resources: string,
  outer: readonly DoctorCheck[] = [],
): Promise<DoctorDocument> {
  const own = await Promise.all([
    check('node', 'Install Node 24.', lookAtNode),
    check('sqlite', REINSTALL, lookAtSqlite),
    check('duckdb', REINSTALL, lookAtDuckdb),
    check('workers', 'Allow threads to this process, or give it more memory.', lookAtWorkers),
    check('webgpu', 'Update the graphics driver; until then everything is computed on the CPU.', () =>
      tryWebgpu(join(resources, 'kernels')),
    ),
  ])
  const checks = [...own, ...outer].toSorted(
    (a, b) => DOCTOR_CHECKS.indexOf(a.name) - DOCTOR_CHECKS.indexOf(b.name),
  )
  return { schema: 'driftdesk.doctor/1', checks }
}
