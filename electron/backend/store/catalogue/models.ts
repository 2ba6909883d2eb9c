import type { Database } from 'better-sqlite3'
import type { LogSummary, ModelSummary } from '../baseline-types.ts'
import { baselineInUse } from './baselines.ts'

/** Every model with its logs and the baseline that it uses, by name; logs in the order in which they came. */
export function listModels(database: Database): ModelSummary[] {
  const logs = database.prepare<[string], LogSummary>(
    `SELECT id, name, datasets.rows AS rows, created_at AS createdAt,
       min(time_min) AS timeMin, max(time_max) AS timeMax
     FROM datasets LEFT JOIN chunks ON chunks.dataset = id
     WHERE model = ? GROUP BY id ORDER BY created_at, id`,
  )
  return database
    .prepare<[], string>('SELECT name FROM models ORDER BY name')
    .pluck()
    .all()
    .map((name) => {
      const own = logs.all(name)
      return {
        name,
        rows: own.reduce((sum, log) => sum + log.rows, 0),
        baseline: baselineInUse(database, name),
        logs: own,
      }
    })
}
