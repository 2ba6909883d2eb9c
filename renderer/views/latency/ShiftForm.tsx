import { useState } from 'react'
import { SHIFT_KINDS } from '#shared/stats/injection/shift.ts'
import { useTranslator } from '../../app/context.ts'
import { Field, TextInput } from '../../components/Field.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { Select } from '../../components/Select.tsx'
import { Switch } from '../../components/Switch.tsx'
import styles from './latency.module.css'
import { useShiftColumns } from './use-shift-columns.ts'
import { type LatencyPlace, RAMPS, TRIALS } from './view.ts'

const KIND_NAME = {
  mean: 'inject.kind.mean',
  spread: 'inject.kind.spread',
  tail: 'inject.kind.tail',
  mix: 'inject.kind.mix',
  sentinel: 'inject.kind.sentinel',
  missing: 'inject.kind.missing',
  flip: 'inject.kind.flip',
} as const
const RAMP_NAME = { none: 'inject.ramp.none', '1d': 'inject.ramp.1d', '1w': 'inject.ramp.1w' } as const

/** What is put into the log: the shift, where, how it comes, and how often it is tried. */
export function ShiftForm({
  place,
  onChange,
}: {
  place: LatencyPlace
  onChange(part: Partial<LatencyPlace>): void
}) {
  const t = useTranslator()
  const { shifted, slicing } = useShiftColumns(place.model)
  const { kind, column, slice } = place
  const known = column === null || shifted.includes(column) ? shifted : [column, ...shifted]
  return (
    <div className={styles.form}>
      <Select
        label={t.text('inject.kind')}
        shownLabel
        value={kind}
        options={SHIFT_KINDS.map((value) => ({ value, label: t.text(KIND_NAME[value]) }))}
        onChange={(next) => onChange({ kind: next, detector: null })}
      />
      {kind !== 'flip' && (
        <Select
          label={t.text('inject.column')}
          shownLabel
          value={column ?? ''}
          options={[
            { value: '', label: t.text('inject.column.none') },
            ...known.map((value) => ({ value, label: value })),
          ]}
          onChange={(next) => onChange({ column: next === '' ? null : next, detector: null })}
        />
      )}
      {kind === 'sentinel' && (
        <Entry
          label={t.text('inject.sentinel')}
          value={String(place.sentinel)}
          inputMode="decimal"
          onEnter={(text) => {
            const sentinel = Number(text)
            if (text.trim() !== '' && Number.isFinite(sentinel)) onChange({ sentinel })
          }}
        />
      )}
      <Segmented
        label={t.text('inject.ramp')}
        value={place.ramp}
        options={RAMPS.map((value) => ({ value, label: t.text(RAMP_NAME[value]) }))}
        onChange={(ramp) => onChange({ ramp })}
      />
      {slicing.length > 0 && (
        <Select
          label={t.text('inject.slice')}
          shownLabel
          value={slice?.column ?? ''}
          options={[
            { value: '', label: t.text('inject.slice.none') },
            ...slicing.map((value) => ({ value, label: value })),
          ]}
          onChange={(next) => onChange({ slice: next === '' ? null : { column: next, value: '' } })}
        />
      )}
      {slice !== null && (
        <Entry
          key={slice.column}
          label={t.text('inject.slice.is')}
          value={slice.value}
          onEnter={(value) => onChange({ slice: { column: slice.column, value } })}
        />
      )}
      <Select
        label={t.text('inject.trials')}
        shownLabel
        value={place.trials}
        options={TRIALS.map((value) => ({ value, label: t.numbers.count(Number(value)) }))}
        onChange={(trials) => onChange({ trials })}
      />
      <Switch
        label={t.text('inject.steady')}
        hint={t.text('inject.steady.hint')}
        checked={place.steady}
        onChange={(steady) => onChange({ steady })}
      />
    </div>
  )
}

/** A short text that counts when it is left or Enter is pressed. */
function Entry({
  label,
  value,
  inputMode,
  onEnter,
}: {
  label: string
  value: string
  inputMode?: 'decimal'
  onEnter(text: string): void
}) {
  const [text, setText] = useState(value)
  const enter = () => {
    if (text !== value) onEnter(text)
  }
  return (
    <Field label={label}>
      {(control) => (
        <TextInput
          {...control}
          className={styles.entry}
          value={text}
          inputMode={inputMode}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={enter}
          onKeyDown={(event) => {
            if (event.key === 'Enter') enter()
          }}
        />
      )}
    </Field>
  )
}
