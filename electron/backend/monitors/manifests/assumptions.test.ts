import { expect, it } from 'vitest'
import { assumed } from './assumptions.ts'
import { manifestOf } from './manifest-of.ts'
import { meaningSaid } from './meaning-said.ts'
import { readManifest } from './read-manifests.ts'

const TEXT =
  'model: a\ntask: binary\npositive_class: "yes"\nthresholds: [0.3]\ncosts: {false_positive: 1, false_negative: 9}\nprotected_attributes: [age, gone]'
const manifest = readManifest({ file: 'a.yaml', text: TEXT })
const columns = new Set(['age', 'score'])
const nothing = { task: null, positive_class: null }
const store = { listManifests: async () => [{ model: 'a', text: TEXT, savedAt: '' }] }
const file = (model: string) => ({ file: `${model}.yaml`, text: `model: ${model}` })

it('what was not asked for is as the manifest says, less what the log does not have', () => {
  expect(assumed({}, manifest, nothing, columns)).toEqual({
    costs: { false_positive: 1, false_negative: 9 },
    thresholds: [0.3],
    protectedColumns: ['age'],
    assumptions: { ...nothing, costs: 'manifest', thresholds: 'manifest', protected: 'manifest' },
    notes: ['The manifest calls gone protected, but the log has no such column.'],
  })
})

it('what was asked for stands above the manifest, each part by itself', () => {
  const { thresholds, protectedColumns, assumptions, notes } = assumed(
    { thresholds: [0.7], protected: [] },
    manifest,
    nothing,
    columns,
  )
  expect([thresholds, protectedColumns, notes]).toEqual([[0.7], [], []])
  expect(assumptions).toMatchObject({ costs: 'manifest', thresholds: 'option', protected: 'option' })
})

it('task and positive class are those of the mapping, the manifest, the stored log, in this order', () => {
  const stored = { task: 'ranking', positive: 'no' } as const
  expect(meaningSaid({ positive: 1 }, manifest, stored)).toEqual({
    given: { task: 'binary', positive: 1, taskBy: 'manifest', positiveBy: 'mapping' },
    from: { task: 'manifest', positive_class: 'option' },
  })
  expect(meaningSaid(undefined, null, stored).from).toEqual({ task: 'log', positive_class: 'log' })
})

it('the manifest is the one given, else the one kept, and never that of another named model', async () => {
  expect((await manifestOf(store, 'a', undefined, true))?.thresholds).toEqual([0.3])
  expect(await manifestOf(store, 'b', undefined, true)).toBeNull()
  expect(await manifestOf(store, 'default', [file('b')], false)).toMatchObject({ model: 'b' })
  expect(await manifestOf(store, 'c', [file('b'), file('c')], true)).toMatchObject({ model: 'c' })
  await expect(manifestOf(store, 'a', [file('b')], true)).rejects.toMatchObject({
    message: 'No manifest is about the model "a"; those given are about "b".',
  })
})
