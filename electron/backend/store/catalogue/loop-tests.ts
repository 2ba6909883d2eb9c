import type { Database } from 'better-sqlite3'
import type { StoredLoopTest } from '../breaker-types.ts'

/** Tests of a model that are kept, the newest ones. */
const KEPT = 1_000

export function addLoopTest(
  database: Database,
  model: string,
  { countsFrom, ...test }: Omit<StoredLoopTest, 'testedAt'>,
): void {
  database
    .transaction(() => {
      const last = database
        .prepare<[string], number | null>('SELECT max(counts_from) FROM loop_tests WHERE model = ?')
        .pluck()
        .get(model)
      // Two tests of the same rows are told apart by the one that came later.
      const from = Math.max(countsFrom, (last ?? Number.NEGATIVE_INFINITY) + 1)
      database
        .prepare(
          `INSERT INTO loop_tests (model, counts_from, tested_at, verdict, rows, labelled, data_from, data_until)
           VALUES (@model, @from, @testedAt, @verdict, @rows, @labelled, @dataFrom, @dataUntil)`,
        )
        .run({ ...test, model, from, testedAt: new Date().toISOString() })
      database
        .prepare(
          `DELETE FROM loop_tests WHERE model = @model AND counts_from <=
           (SELECT counts_from FROM loop_tests WHERE model = @model ORDER BY counts_from DESC LIMIT 1 OFFSET @kept)`,
        )
        .run({ model, kept: KEPT })
    })
    .immediate()
}

export function listLoopTests(database: Database, model: string): StoredLoopTest[] {
  return database
    .prepare<[string], StoredLoopTest>(
      `SELECT verdict, counts_from AS countsFrom, tested_at AS testedAt, rows, labelled,
              data_from AS dataFrom, data_until AS dataUntil
       FROM loop_tests WHERE model = ? ORDER BY counts_from`,
    )
    .all(model)
}
