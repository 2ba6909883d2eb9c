import type { CalibrationDocument } from '#shared/contract/documents/calibration.ts'
import { useTranslator } from '../../app/context.ts'
import { Explain } from '../../components/Explain.tsx'
import { StatCard, StatCards } from '../../components/StatCard.tsx'
import { Figure } from '../../components/text.tsx'

/** The numbers of calibration, each one click from its definition. */
export function CalibrationNumbers({ document }: { document: CalibrationDocument }) {
  const t = useTranslator()
  const { ece, ece_debiased, mce, brier, slope, intercept, spiegelhalter, recalibration, verdict } = document
  const number = (value: number | null) =>
    value === null ? '–' : <Figure value={value} shown={t.numbers.measure(value)} />
  const text = (value: number | null) => (value === null ? '–' : t.numbers.measure(value))
  const label = (name: string, definition: string) => (
    <Explain name={name} definition={definition}>
      {name}
    </Explain>
  )
  return (
    <StatCards>
      <StatCard
        label={label(t.text('calibration.ece'), t.text('calibration.ece.meaning'))}
        value={number(ece.value)}
        detail={t.text('calibration.ece.debiased', { value: text(ece_debiased) })}
        verdict={verdict}
      />
      <StatCard
        label={label(t.text('calibration.mce'), t.text('calibration.mce.meaning'))}
        value={number(mce)}
      />
      <StatCard
        label={label(t.text('calibration.brier'), t.text('calibration.brier.meaning'))}
        value={number(brier.value)}
        detail={t.text('calibration.brier.parts', {
          reliability: text(brier.reliability),
          resolution: text(brier.resolution),
          uncertainty: text(brier.uncertainty),
        })}
      />
      <StatCard
        label={label(t.text('calibration.line'), t.text('calibration.line.meaning'))}
        value={
          <>
            {number(slope)} / {number(intercept)}
          </>
        }
        detail={
          document.slope_ci === null || document.intercept_ci === null
            ? undefined
            : `${text(document.slope_ci[0])} – ${text(document.slope_ci[1])} / ${text(document.intercept_ci[0])} – ${text(document.intercept_ci[1])}`
        }
      />
      <StatCard
        label={label(t.text('calibration.spiegelhalter'), t.text('calibration.spiegelhalter.meaning'))}
        value={number(spiegelhalter.z)}
        detail={
          spiegelhalter.p_value === null
            ? undefined
            : t.text('calibration.p', { value: t.numbers.pValue(spiegelhalter.p_value) })
        }
      />
      {recalibration !== null && (
        <StatCard
          label={label(t.text('calibration.gain'), t.text('calibration.gain.meaning'))}
          value={number(recalibration.as_is.brier)}
          detail={t.text('calibration.gain.detail', {
            isotonic: text(recalibration.isotonic.brier),
            platt: text(recalibration.platt.brier),
          })}
        />
      )}
    </StatCards>
  )
}
