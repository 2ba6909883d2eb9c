import { expect, test } from 'vitest'
import type { Role } from '#shared/domain/columns.ts'
import type { StoredColumn } from '../store/types.ts'
import { planComparison } from './plan.ts'

const column = (
  name: string,
  storage: StoredColumn['storage'] = 'number',
  role: Role = 'feature',
): StoredColumn => ({
  name,
  storage,
  kind: storage === 'number' ? 'numeric' : storage === 'string' ? 'categorical' : 'boolean',
  role,
})

test('compares what both sides have, and leaves identity and time out', () => {
  const both = [
    column('age'),
    column('id', 'string', 'prediction_id'),
    column('at', 'timestamp', 'timestamp'),
  ]
  expect(planComparison(both, both).columns.map(({ name }) => name)).toEqual(['age'])
})

test('a column on one side only is a finding: grave when it is gone, light when it is new', () => {
  const { findings } = planComparison([column('age'), column('gone')], [column('age'), column('new')])
  expect(findings.map(({ code, column: name, severity }) => [code, name, severity])).toEqual([
    ['column_missing', 'gone', 'high'],
    ['column_added', 'new', 'low'],
  ])
})

test('labels that have not come yet are news, not a fault', () => {
  const { findings } = planComparison([column('age'), column('y', 'number', 'label')], [column('age')])
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['labels_pending', 'info']])
})

test('a column that changed its type is listed, not compared, and a grave finding', () => {
  const plan = planComparison([column('zip'), column('age')], [column('zip', 'string'), column('age')])
  expect(plan.columns.find(({ name }) => name === 'zip')?.leftOut).toBe(
    'Holds numbers in the baseline and text values now',
  )
  expect(plan.findings.map(({ code }) => code)).toEqual(['column_retyped'])
})

test('what is left out is said, and raises no alarm', () => {
  const rest = [column('noise', 'number', 'ignore'), column('id', 'string', 'prediction_id')]
  const { findings } = planComparison([column('age'), ...rest], [column('age'), ...rest])
  expect(findings.map(({ code, column: name, severity }) => [code, name, severity])).toEqual([
    ['left_out', 'noise', 'info'],
    ['left_out', 'id', 'info'],
  ])
})

test('nothing in common is an error that names what each side has', () => {
  expect(() => planComparison([column('a')], [column('b')])).toThrow(
    'the baseline has a; the current log has b',
  )
})

test('two-valued numbers are compared as booleans, unless the other side holds more values', () => {
  const flag: StoredColumn = { name: 'flag', storage: 'number', kind: 'boolean', role: 'feature' }
  expect(planComparison([flag], [flag]).columns[0]).toMatchObject({ kind: 'boolean', storage: 'boolean' })
  const counts: StoredColumn = { ...flag, kind: 'numeric' }
  expect(planComparison([flag], [counts]).columns[0]).toMatchObject({ kind: 'numeric', storage: 'number' })
})
