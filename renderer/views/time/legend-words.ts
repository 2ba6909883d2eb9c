import { VERDICT_LABEL } from '../../components/VerdictMark.tsx'
import type { Translator } from '../../i18n/translator.ts'
import { thresholdsOf } from './thresholds.ts'

/** The legend as one line of text, for pictures. */
export function legendWords(t: Translator, policy: string, minRows: number): string {
  const thresholds = thresholdsOf(policy)
  const levels = (['low', 'moderate', 'high'] as const).flatMap((verdict) => {
    const psi = thresholds[verdict]
    return psi === undefined
      ? []
      : [
          t.text('time.legend.from', {
            verdict: t.text(VERDICT_LABEL[verdict]).toLocaleLowerCase(t.language),
            psi: t.numbers.axis(psi),
          }),
        ]
  })
  return [...levels, t.text('time.legend.insufficient', { rows: minRows })].join(' · ')
}
