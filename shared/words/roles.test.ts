import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guessRoles, type NamedSummary } from '../domain/role-guess.ts'
import { hear } from './hear.ts'

const NAMES = [
  'timestamp',
  'label_at',
  'prediction_id',
  'customer_id',
  'score',
  'confidence',
  'latency_ms',
  'prediction',
  'label',
  'model',
  'version',
  'segment',
  'served_by',
  'human_decision',
  'error',
  'anything',
]

const summary: fc.Arbitrary<NamedSummary> = fc
  .record({
    name: fc.constantFrom(...NAMES),
    storage: fc.constantFrom('number', 'string', 'boolean', 'timestamp'),
    present: fc.constantFrom(0, 1, 3, 1000),
    share: fc.constantFrom(0, 0.5, 1),
    highest: fc.constantFrom(1, 12, 1_767_225_600),
    whole: fc.boolean(),
    meanLength: fc.constantFrom(0, 6, 60),
    ascending: fc.boolean(),
  })
  .map(({ share, highest, ...column }) => ({
    ...column,
    missing: 1000 - column.present,
    distinct: Math.min(column.present, 1 + Math.floor(share * column.present)),
    minimum: column.present === 0 ? null : highest === 1_767_225_600 ? highest - 1_000_000 : 0,
    maximum: column.present === 0 ? null : highest,
    yesNo: false,
  }))

test('every reason for a role is a sentence of the catalogue', () => {
  fc.assert(
    fc.property(fc.array(summary, { minLength: 1, maxLength: 8 }), (columns) => {
      for (const { because } of guessRoles(columns)) {
        const heard = hear(because)
        expect(heard, because).not.toBeNull()
        const fit = heard?.values.fit
        if (fit !== undefined) expect('parts' in fit, because).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})
