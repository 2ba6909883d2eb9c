import { expect, test } from 'vitest'
import { layoutGraph } from './graph-layout.ts'

test('a model stands to the right of all whose output it takes', () => {
  const edges = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'a', to: 'c' },
  ]
  expect(
    layoutGraph(['c', 'b', 'a', 'd'], edges).map(({ model, layer, row }) => [model, layer, row]),
  ).toEqual([
    ['c', 2, 0],
    ['b', 1, 0],
    ['a', 0, 0],
    ['d', 0, 1],
  ])
})

test('models that name each other are placed all the same', () => {
  const placed = layoutGraph(
    ['a', 'b'],
    [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ],
  )
  expect(placed.every(({ layer }) => layer < 2)).toBe(true)
})
