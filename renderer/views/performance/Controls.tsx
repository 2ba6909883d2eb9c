import { useState } from 'react'
import type { PerformanceDocument } from '#shared/contract/documents/performance.ts'
import { useTranslator } from '../../app/context.ts'
import { buttonClass } from '../../components/Button.tsx'
import { Field, TextInput } from '../../components/Field.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { Select } from '../../components/Select.tsx'
import { METRIC_NAME, METRICS, type Metric } from './metric-keys.ts'
import styles from './performance.module.css'
import { type PerformancePlace, WINDOW_CHOICES } from './view.ts'

const WINDOW_NAME = {
  auto: 'performance.window.auto',
  '1d': 'performance.window.1d',
  '1w': 'performance.window.1w',
  '1mo': 'performance.window.1mo',
} as const

/** What is looked at: metric, windows, segments, protected attribute. */
export function Controls({
  place,
  metric,
  document,
  columns,
  onChange,
}: {
  place: PerformancePlace
  metric: Metric | null
  document: PerformanceDocument | undefined
  /** Columns by which rows can be split. */
  columns: readonly string[]
  onChange(change: Partial<PerformancePlace>): void
}) {
  const t = useTranslator()
  const metrics = METRICS.filter((one) => document?.windows.some((window) => one in window.metrics) === true)
  const choices = (
    none: 'performance.by.none' | 'performance.protected.none' | 'performance.protected.manifest',
  ) => [{ value: '', label: t.text(none) }, ...columns.map((column) => ({ value: column, label: column }))]
  return (
    <div className={styles.controls}>
      {metric !== null && (
        <Select
          label={t.text('performance.metric')}
          shownLabel
          value={metric}
          options={metrics.map((one) => ({ value: one, label: t.text(METRIC_NAME[one]) }))}
          onChange={(one) => onChange({ metric: one })}
        />
      )}
      <Segmented
        label={t.text('performance.window')}
        value={place.window}
        options={WINDOW_CHOICES.map((value) => ({ value, label: t.text(WINDOW_NAME[value]) }))}
        onChange={(window) => onChange({ window, at: null })}
      />
      {columns.length > 0 && (
        <>
          <Select
            label={t.text('performance.by')}
            shownLabel
            value={place.by ?? ''}
            options={choices('performance.by.none')}
            onChange={(by) => onChange({ by: by === '' ? null : by })}
          />
          <Select
            label={t.text('performance.protected')}
            shownLabel
            value={place.protectedColumn ?? ''}
            options={choices(
              document?.assumptions.protected === 'manifest'
                ? 'performance.protected.manifest'
                : 'performance.protected.none',
            )}
            onChange={(column) => onChange({ protectedColumn: column === '' ? null : column })}
          />
        </>
      )}
    </div>
  )
}

/** Costs of both errors and the threshold of decisions; they take effect together. */
export function Assumptions({
  place,
  document: { assumptions, cost },
  onChange,
}: {
  place: PerformancePlace
  document: PerformanceDocument
  onChange(change: Partial<PerformancePlace>): void
}) {
  const t = useTranslator()
  const [threshold, setThreshold] = useState(textOf(place.threshold))
  const [falsePositive, setFalsePositive] = useState(textOf(place.falsePositive))
  const [falseNegative, setFalseNegative] = useState(textOf(place.falseNegative))
  const stated = [
    assumptions.costs === 'manifest' && t.text('performance.manifest.costs'),
    assumptions.thresholds === 'manifest' && t.text('performance.manifest.thresholds'),
    assumptions.protected === 'manifest' && t.text('performance.manifest.protected'),
  ].filter((one) => one !== false)
  const field = (label: string, value: string, set: (text: string) => void, inUse: number | undefined) => (
    <Field label={label}>
      {(control) => (
        <TextInput
          {...control}
          type="number"
          step="any"
          value={value}
          placeholder={inUse === undefined ? undefined : String(inUse)}
          onChange={({ currentTarget }) => set(currentTarget.value)}
        />
      )}
    </Field>
  )
  return (
    <section className={styles.panel}>
      <h2>{t.text('performance.assumptions')}</h2>
      {stated.length > 0 && (
        <p className={styles.quiet}>{t.text('performance.manifest.says', { what: stated.join(' · ') })}</p>
      )}
      <form
        className={styles.assumptions}
        onSubmit={(event) => {
          event.preventDefault()
          onChange({
            threshold: numberOf(threshold),
            falsePositive: numberOf(falsePositive),
            falseNegative: numberOf(falseNegative),
          })
        }}
      >
        {field(t.text('performance.threshold'), threshold, setThreshold, cost?.at[0]?.threshold)}
        {field(t.text('performance.cost.fp'), falsePositive, setFalsePositive, cost?.false_positive)}
        {field(t.text('performance.cost.fn'), falseNegative, setFalseNegative, cost?.false_negative)}
        <button type="submit" className={buttonClass('plain')}>
          {t.text('performance.apply')}
        </button>
      </form>
    </section>
  )
}

const textOf = (value: number | null): string => (value === null ? '' : String(value))

function numberOf(text: string): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}
