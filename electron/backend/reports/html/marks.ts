import type { Verdict } from '#shared/domain/verdict.ts'
import { shorten } from '../words/shorten.ts'
import { VERDICT_WORDS } from '../words/verdicts.ts'
import { type Html, html } from './escape.ts'

/** The shapes of all verdicts, once per page; `verdictMark` refers to them. */
export function verdictSymbols(): Html {
  return html`<svg class="symbols" width="0" height="0" aria-hidden="true"><defs>
<pattern id="hatch" width="3" height="3" patternUnits="userSpaceOnUse"><path d="M0 3 3 0" class="hatch"/></pattern>
<symbol id="verdict-none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.25" class="ring none"/></symbol>
<symbol id="verdict-low" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.25" class="ring low"/><path d="M8 8V1.75A6.25 6.25 0 0 1 14.25 8Z" class="fill low"/></symbol>
<symbol id="verdict-moderate" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.25" class="ring moderate"/><path d="M8 1.75A6.25 6.25 0 0 1 8 14.25Z" class="fill moderate"/></symbol>
<symbol id="verdict-high" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" class="fill high"/></symbol>
<symbol id="verdict-insufficient" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.25" fill="url(#hatch)" class="ring insufficient"/></symbol>
</defs></svg>`
}

/** The shape of a verdict without words; decoration beside text that says the same. */
export function verdictShape(verdict: Verdict, size = 14): Html {
  return html`<svg class="mark" width="${size}" height="${size}" aria-hidden="true"><use href="#verdict-${verdict}"/></svg>`
}

/** A verdict by shape, colour and word. */
export function verdictMark(verdict: Verdict): Html {
  return html`<span class="verdict">${verdictShape(verdict)} ${VERDICT_WORDS[verdict]}</span>`
}

const LONGEST_TEXT = 300

/** Text from the data (names, categories): isolated, so that right-to-left text leaves its surroundings alone. */
export function dataText(text: string): Html {
  if (text === '') return html`<span class="empty-text">(empty text)</span>`
  return html`<bdi class="data">${shorten(text, LONGEST_TEXT)}</bdi>`
}
