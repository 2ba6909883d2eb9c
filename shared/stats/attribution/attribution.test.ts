import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { psi } from '../divergence/psi.ts'
import { attributePsi } from './attribution.ts'

describe('attributePsi', () => {
  it('names the segment in which the values moved', () => {
    const found = attributePsi([
      { name: 'south', reference: [300, 300, 300], current: [100, 300, 500] },
      { name: 'north', reference: [300, 300, 300], current: [300, 300, 300] },
    ])
    expect(found?.segments[0].name).toBe('south')
    expect(found?.segments[0].share).toBeGreaterThan(0.99)
    expect(found?.segments[0].rows).toEqual({ reference: 900, current: 900 })
    expect(Math.abs(found?.mix ?? 1)).toBeLessThan(0.001)
  })
  it('tells a change of the mix from a change within', () => {
    const young = [600, 300, 100]
    const old = [100, 300, 600]
    const scaled = (counts: number[], factor: number) => counts.map((c) => c * factor)
    const found = attributePsi([
      { name: 'young', reference: scaled(young, 5), current: scaled(young, 2) },
      { name: 'old', reference: scaled(old, 2), current: scaled(old, 5) },
    ])
    expect(found?.psi).toBeGreaterThan(0.1)
    expect(Math.abs(found?.within ?? 1)).toBeLessThan(1e-12)
    expect(found?.mix).toBeCloseTo(found?.psi ?? -1, 12)
    expect(found?.segments.every((segment) => Math.abs(segment.psi ?? 1) < 1e-3)).toBe(true)
  })
  it('counts a segment that is new altogether as mix, without a PSI of its own', () => {
    const found = attributePsi([
      { name: 'old', reference: [500, 500], current: [500, 500] },
      { name: 'new', reference: [0, 0], current: [10, 400] },
    ])
    const fresh = found?.segments.find((segment) => segment.name === 'new')
    expect(fresh?.psi).toBeNull()
    expect(fresh?.within).toBe(0)
  })
  it('adds up to the whole, and mix and within to each contribution (property)', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 5, maxLength: 5 })
    const segment = fc.record({ reference: counts, current: counts })
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 8 }), (list) => {
        const segments = list.map((one, i) => ({ name: `s${i}`, ...one }))
        const sum = (side: 'reference' | 'current') =>
          Array.from({ length: 5 }, (_, b) => list.reduce((all, one) => all + one[side][b], 0))
        const found = attributePsi(segments)
        if (found === null) return
        expect(found.psi).toBe(psi(sum('reference'), sum('current')))
        expect(found.segments.reduce((all, one) => all + one.contribution, 0)).toBeCloseTo(found.psi, 10)
        for (const one of found.segments) expect(one.mix + one.within).toBeCloseTo(one.contribution, 12)
        expect(found.mix + found.within).toBeCloseTo(found.psi, 10)
      }),
    )
  })
  it('does not depend on the order of the segments', () => {
    const list = [
      { name: 'a', reference: [5, 9, 30], current: [9, 9, 9] },
      { name: 'b', reference: [50, 20, 3], current: [10, 70, 3] },
      { name: 'c', reference: [1, 2, 3], current: [3, 2, 1] },
    ]
    const names = (found: ReturnType<typeof attributePsi>) => found?.segments.map((segment) => segment.name)
    expect(names(attributePsi([...list].reverse()))).toEqual(names(attributePsi(list)))
  })
  it('is null without rows or segments', () => {
    expect(attributePsi([])).toBeNull()
    expect(attributePsi([{ name: 'a', reference: [0, 0], current: [1, 2] }])).toBeNull()
  })
})
