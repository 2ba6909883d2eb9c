import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** Custom properties of the block of a selector. */
function tokensOf(selector: string): ReadonlyMap<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}', 1)[0] ?? ''
  return new Map(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [`${name}`, `${value}`]),
  )
}

/** Relative luminance of `#rrggbb` by WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const SURFACES = ['--surface-0', '--surface-1', '--surface-2', '--hover', '--selected']
const INKS = [
  '--text',
  '--text-2',
  '--accent-text',
  '--none-ink',
  '--low-ink',
  '--moderate-ink',
  '--high-ink',
  '--insufficient-ink',
  '--closed-ink',
  '--half-open-ink',
  '--open-ink',
]
/** Drawn things that carry meaning, and edges of controls. */
const SHAPES = [
  '--accent',
  '--focus',
  '--none-fill',
  '--high-fill',
  '--closed-fill',
  '--open-fill',
  '--control-border',
]

test('contrast is that of WCAG', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 10)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

describe.each(['light', 'dark'])('%s theme', (theme) => {
  const tokens = tokensOf(`[data-theme="${theme}"]`)
  const value = (name: string) => tokens.get(name) ?? expect.fail(`${name} is missing`)
  const below = (inks: readonly string[], surfaces: readonly string[], least: number) =>
    inks.flatMap((ink) =>
      surfaces
        .map((surface) => ({ ink, surface, contrast: contrast(value(ink), value(surface)) }))
        .filter((pair) => pair.contrast < least),
    )

  test('text is readable on every surface', () => {
    expect(below(INKS, SURFACES, 4.5)).toEqual([])
  })

  test('faint text is readable on the surfaces of views', () => {
    expect(below(['--text-3'], ['--surface-0', '--surface-1', '--surface-2'], 4.5)).toEqual([])
  })

  test('text on filled surfaces is readable', () => {
    expect(contrast(value('--on-accent'), value('--accent-fill'))).toBeGreaterThan(4.5)
    expect(contrast(value('--danger-text'), value('--danger-surface'))).toBeGreaterThan(4.5)
  })

  test('shapes and edges of controls stand out from the surfaces of views', () => {
    expect(below(SHAPES, ['--surface-1', '--surface-2'], 3)).toEqual([])
  })

  test('the sign on an open breaker stands out', () => {
    expect(contrast(value('--on-open'), value('--open-fill'))).toBeGreaterThan(3)
  })
})

test('both themes name the same tokens', () => {
  expect([...tokensOf('[data-theme="dark"]').keys()]).toEqual([...tokensOf('[data-theme="light"]').keys()])
})

test('spaces keep to the grid of four pixels', () => {
  const spaces = [...tokensOf(':root')].filter(([name]) => name.startsWith('--space-'))
  expect(spaces.filter(([, size]) => Number.parseInt(size, 10) % 4 !== 0)).toEqual([])
})

test('there are five sizes of type', () => {
  const sizes = [...tokensOf(':root')].filter(([name]) => name.startsWith('--size-'))
  expect(sizes.map(([, size]) => size)).toEqual(['12px', '13px', '15px', '20px', '28px'])
})

test('whatever moves follows the wish for less motion', () => {
  const renderer = join(import.meta.dirname, '..')
  const still = css.slice(css.indexOf('@media (prefers-reduced-motion: reduce)'))
  expect(still).toMatch(/--quick: 0ms;\s+--motion: paused;/)
  const moving = globSync('**/*.css', { cwd: renderer }).flatMap((file) =>
    readFileSync(join(renderer, file), 'utf8')
      .split('\n')
      .filter((line) => /^\s*(transition|animation)[\w-]*:|^\s*scroll-behavior/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(moving.length).toBeGreaterThan(3)
  expect(moving.filter((line) => !/var\(--(quick|motion)\)/.test(line))).toEqual([])
  // Charts of the library would move by themselves.
  const charts = globSync('**/*.tsx', { cwd: renderer }).flatMap((file) => {
    const source = readFileSync(join(renderer, file), 'utf8')
    return source.includes("from 'recharts'") ? [...source.matchAll(/<(Area|Bar|Line|Tooltip)\n[^>]*/g)] : []
  })
  expect(
    charts.filter(([mark]) => !mark.includes('isAnimationActive={false}')).map(([mark]) => mark),
  ).toEqual([])
})
