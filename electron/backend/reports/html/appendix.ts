import type { ReportInput } from '../report-input.ts'
import { formatSeconds } from '../words/numbers.ts'
import { type Html, html } from './escape.ts'

/** Everything that identifies the data and the rule, and how to get the same numbers again. */
export function appendix({ document, summary }: ReportInput): Html {
  return html`<h2>Appendix: recompute it</h2>
<dl class="appendix">
<dt>Baseline</dt><dd><bdi>${summary.reference}</bdi><br><code>sha-256 ${document.reference.hash}</code></dd>
<dt>Current</dt><dd><bdi>${summary.current}</bdi><br><code>sha-256 ${document.current.hash}</code></dd>
<dt>Policy</dt><dd><code>${document.policy}</code></dd>
<dt>Engine</dt><dd>Driftdesk ${document.engine.version}, ${document.engine.backend}, ${formatSeconds(document.engine.seconds)}</dd>
<dt>Comparison</dt><dd><code>${summary.run}</code></dd>
<dt>Again</dt><dd><code>driftdesk drift --reference BASELINE --current CURRENT --policy ${document.policy} --json</code><br>The same files give the same hashes and the same numbers. Without the files: the counts of each bin above, the zero rule and the formulas are enough for PSI, Kullback–Leibler, Jensen–Shannon and Hellinger; the JSON report holds them at full precision.</dd>
</dl>`
}
