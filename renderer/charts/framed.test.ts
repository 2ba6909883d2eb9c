import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const RENDERER = join(import.meta.dirname, '..')

/** What draws without a frame of its own, and why. */
const UNFRAMED: Readonly<Record<string, string>> = {
  'app/frame/Header.tsx': 'the mark of the app',
  'charts/MiniDistribution.tsx': 'a glance in a table cell, beside its numbers',
  'charts/PsiInterval.tsx': 'a glance in a table cell, beside its numbers',
  'components/BreakerMark.tsx': 'a mark',
  'components/VerdictMark.tsx': 'a mark',
  'views/feedback/Lines.tsx': 'the lines of TestChart.tsx and WhatIf.tsx, which frame them',
  'views/models/Sparkline.tsx': 'a glance on a card, whose model has the spine',
  'views/spine/Spine.tsx': 'the spine has the same tools in its gutter, by SpineTools.tsx',
  'views/time/HeatmapHead.tsx': 'the head of the map in HeatmapFrame.tsx',
  'views/time/HeatmapTile.tsx': 'lines of the map in HeatmapFrame.tsx',
  'views/time/Legend.tsx': 'the legend of HeatmapFrame.tsx',
}

test('whatever draws stands in a frame with the tools of a chart', () => {
  const drawing = globSync('**/*.tsx', { cwd: RENDERER }).filter((file) => {
    const source = readFileSync(join(RENDERER, file), 'utf8')
    return /from 'recharts'|<canvas|<svg/.test(source) && !source.includes('<ChartFrame')
  })
  expect(drawing.map((file) => file.replaceAll('\\', '/')).toSorted()).toEqual(Object.keys(UNFRAMED))
})
