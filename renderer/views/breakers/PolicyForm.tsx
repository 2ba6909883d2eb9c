import { useTranslator } from '../../app/context.ts'
import { Select } from '../../components/Select.tsx'
import { Slider } from '../../components/Slider.tsx'
import styles from './breakers.module.css'
import { type ChoiceKey, formOf, type PolicyNumber, withChoice, withNumber } from './policy-document.ts'

/** A slider for every threshold of a policy, and lists for its words. The text stays the policy; this only edits it. */
export function PolicyForm({ text, onChange }: { text: string; onChange(text: string): void }) {
  const t = useTranslator()
  const { numbers, choices } = formOf(text)
  const shown = ({ kind, value }: PolicyNumber): string => {
    switch (kind) {
      case 'share':
      case 'confidence':
        return t.numbers.share(value)
      case 'minutes':
        return t.numbers.duration(value * 60)
      case 'rows':
        return t.text('breakers.form.rows.value', { rows: t.numbers.count(value) })
      case 'count':
        return t.numbers.count(value)
      case 'threshold':
        return t.numbers.measure(value)
    }
  }
  const labelOf = ({ path, metric }: PolicyNumber): string => {
    const key = String(path.at(-1)) as keyof typeof LABELS
    // The fewest labelled rows of no condition are those of the probes.
    if (metric === null && key === 'min_labelled') return t.text('breakers.form.probes')
    const label = t.text(LABELS[key] ?? 'breakers.form.threshold')
    return metric === null ? label : `${t.said(metric).text}: ${label}`
  }
  return (
    <div className={styles.form}>
      {numbers.map((number) => (
        <Slider
          key={number.path.join('.')}
          label={labelOf(number)}
          value={number.value}
          min={number.low}
          max={number.high}
          step={number.step}
          shown={shown(number)}
          onChange={(value) => onChange(withNumber(text, number, Number(value.toPrecision(6))))}
        />
      ))}
      {choices.map(({ key, value, options }) => (
        <Select
          key={key}
          shownLabel
          label={t.text(CHOICE_LABELS[key])}
          value={value}
          options={options.map((option) => ({ value: option, label: option }))}
          onChange={(next) => onChange(withChoice(text, key, next))}
        />
      ))}
    </div>
  )
}

const LABELS = {
  below: 'breakers.form.below',
  above: 'breakers.form.above',
  window: 'breakers.form.window',
  min_labelled: 'breakers.form.minLabelled',
  cooldown: 'breakers.form.cooldown',
  share: 'breakers.form.share',
  close_above: 'breakers.form.closeAbove',
  confidence_below: 'breakers.form.route',
} as const

const CHOICE_LABELS = {
  fallback: 'breakers.form.fallback',
  on_no_labels: 'breakers.form.onNoLabels',
  autonomy: 'breakers.form.autonomy',
} as const satisfies Record<ChoiceKey, string>
