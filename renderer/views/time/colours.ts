import type { Verdict } from '#shared/domain/verdict.ts'

/** The colours of the theme as values, for a canvas and for drawings that leave the page. */
export type HeatmapColours = {
  readonly verdict: Readonly<Record<Verdict, string>>
  readonly hatch: string
  readonly surface: string
  readonly text: string
  readonly quiet: string
  readonly baseline: string
  readonly accent: string
}

/** Reads the colours that hold for the whole page now. */
export function readColours(): HeatmapColours {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    verdict: {
      none: colour('--none-fill'),
      low: colour('--low-fill'),
      moderate: colour('--moderate-fill'),
      high: colour('--high-fill'),
      insufficient: colour('--insufficient-fill'),
    },
    hatch: colour('--insufficient-ink'),
    surface: colour('--surface-2'),
    text: colour('--text'),
    quiet: colour('--text-2'),
    baseline: colour('--baseline-fill'),
    accent: colour('--accent'),
  }
}
