import { VERDICT_GLYPHS, VERDICT_WORDS } from '#backend/reports/words/verdicts.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import type { Style, Terminal } from '../terminal/terminal.ts'
import { safeText } from '../terminal/width.ts'

const STYLES: Record<Verdict, Style> = {
  none: 'dim',
  low: 'yellow',
  moderate: 'yellow',
  high: 'red',
  insufficient: 'dim',
}

/** The first line of a result: the verdict and why. */
export function verdictLine(
  verdict: Verdict,
  reasons: readonly string[],
  terminal: Pick<Terminal, 'paint'>,
): string {
  const head = terminal.paint('bold', VERDICT_WORDS[verdict])
  return `${terminal.paint(STYLES[verdict], VERDICT_GLYPHS[verdict])} ${head}. ${safeText(reasons.join(' '))}`
}

export const paintVerdict = (verdict: Verdict, line: string, terminal: Pick<Terminal, 'paint'>): string =>
  verdict === 'none' ? line : terminal.paint(STYLES[verdict], line)
