import { Slider as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import styles from './slider.module.css'

/** A number within bounds. `onChange` hears every step of a drag, `onCommit` its end. */
export function Slider({
  label,
  value,
  min,
  max,
  step,
  shown,
  onChange,
  onCommit,
  hint,
}: {
  label: string
  value: number
  min: number
  max: number
  step: number
  /** The value in words, with its unit. */
  shown: string
  onChange(value: number): void
  onCommit?: (value: number) => void
  hint?: ReactNode
}) {
  const id = useId()
  return (
    <div className={styles.field}>
      <span className={styles.head}>
        <span id={id}>{label}</span>
        <output className={styles.value}>{shown}</output>
      </span>
      <Radix.Root
        className={styles.slider}
        value={[value]}
        min={min}
        max={max}
        step={step}
        onValueChange={([next = value]) => onChange(next)}
        onValueCommit={([next = value]) => onCommit?.(next)}
      >
        <Radix.Track className={styles.track}>
          <Radix.Range className={styles.range} />
        </Radix.Track>
        <Radix.Thumb className={styles.thumb} aria-labelledby={id} aria-valuetext={shown} />
      </Radix.Root>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  )
}
