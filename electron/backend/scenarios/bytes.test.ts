import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { SCENARIOS } from '../../../resources/scenarios/catalogue.ts'
import type { Scenario } from '../../../resources/scenarios/kit/scenario.ts'
import { csvHeader, csvLines, type Table } from '../../../resources/scenarios/kit/table.ts'
import { streamsOf } from './find-scenario.ts'
import pinned from './pinned-bytes.json' with { type: 'json' }

const SEED = 7
const ROWS = 1_600

/** Of all that the generator writes of a small incident; the first 16 digits of SHA-256. */
function digestOf(scenario: Scenario): string {
  const { models, truth } = scenario.make(ROWS, streamsOf(scenario, SEED))
  const hash = createHash('sha256')
  const add = (table: Table | undefined): void => {
    if (table !== undefined) hash.update(csvHeader(table)).update(csvLines(table, 0, table.rows))
  }
  for (const { baseline, log, labels } of models) {
    add(baseline?.())
    add(log())
    add(labels?.())
  }
  hash.update(JSON.stringify([truth.onset, truth.affected.rows, truth.affected.of]))
  return hash.digest('hex').slice(0, 16)
}

test('the same seed and rows give the same bytes on every machine', () => {
  expect(Object.fromEntries(SCENARIOS.map((scenario) => [scenario.name, digestOf(scenario)]))).toEqual(pinned)
})
