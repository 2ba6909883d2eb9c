import { expect, test } from 'vitest'
import { layoutGraph } from './graph-layout.ts'

test('a model stands to the right of all whose output it takes', () => {
  const edges = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'a', to: 'c' },
  ]
  const { linked } = layoutGraph(['c', 'b', 'a'], edges)
  expect(linked.map(({ model, layer, row }) => [model, layer, row])).toEqual([
    ['c', 2, 0],
    ['b', 1, 0],
    ['a', 0, 0],
  ])
})

test('models that nothing ties to another stand apart', () => {
  const { linked, alone } = layoutGraph(['c', 'b', 'a', 'd'], [{ from: 'b', to: 'd' }])
  expect(linked.map(({ model }) => model)).toEqual(['b', 'd'])
  expect(alone).toEqual(['c', 'a'])
})

test('models that name each other are placed all the same', () => {
  const { linked } = layoutGraph(
    ['a', 'b'],
    [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ],
  )
  expect(linked.every(({ layer }) => layer < 2)).toBe(true)
})
