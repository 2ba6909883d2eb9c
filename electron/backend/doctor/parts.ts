import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { say } from '#shared/words/say.ts'
import type { Finding } from './check.ts'

const LEAST_NODE = [22, 18] as const

export function lookAtNode(version: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor, leastMinor] = LEAST_NODE
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) {
    return { ok: true, version, detail: `${process.platform} ${process.arch}` }
  }
  return {
    ok: false,
    version,
    detail: say('doctor.node_old', { least: LEAST_NODE.join('.') }),
    mend: say('doctor.node_old.mend'),
  }
}

/** Opens a database in memory, writes and reads it. */
export async function lookAtSqlite(): Promise<Finding> {
  const { default: Database } = await import('better-sqlite3')
  const database = new Database(':memory:')
  try {
    database.exec('CREATE TABLE probe (value INTEGER); INSERT INTO probe VALUES (20), (22)')
    const row: unknown = database
      .prepare('SELECT sum(value) AS total, sqlite_version() AS version FROM probe')
      .get()
    const { total, version } = row as { total: number; version: string }
    if (total !== 42) throw new Error(`A sum came out as ${total} instead of 42.`)
    return { ok: true, version, detail: say('doctor.sqlite') }
  } finally {
    database.close()
  }
}

/** Runs a query in an instance of its own. */
export async function lookAtDuckdb(): Promise<Finding> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:')
  try {
    const connection = await instance.connect()
    const reader = await connection.runAndReadAll(
      'SELECT sum(value)::INTEGER AS total, version() AS version FROM range(10) AS numbers(value)',
    )
    const [total, version] = reader.getRows()[0] ?? []
    connection.closeSync()
    if (total !== 45) throw new Error(`A sum came out as ${String(total)} instead of 45.`)
    return { ok: true, version: String(version).replace(/^v/, ''), detail: say('doctor.duckdb') }
  } finally {
    instance.closeSync()
  }
}

const WORKER_SOURCE =
  "const { workerData } = require('node:worker_threads'); Atomics.store(new Int32Array(workerData), 0, 42)"

/** Starts a thread that writes into shared memory. */
export async function lookAtWorkers(): Promise<Finding> {
  const shared = new SharedArrayBuffer(4)
  const worker = new Worker(WORKER_SOURCE, { eval: true, workerData: shared, execArgv: [] })
  await once(worker, 'exit')
  if (Atomics.load(new Int32Array(shared), 0) !== 42)
    throw new Error('A thread did not write into shared memory.')
  const cores = availableParallelism()
  return {
    ok: true,
    version: '',
    detail: say('doctor.workers', { n: cores }),
  }
}
