import { useId } from 'react'
import { join } from './Button.tsx'
import styles from './select.module.css'

export type Option<Value extends string> = {
  readonly value: Value
  readonly label: string
  /** Language of the label, where it is not that of the window. */
  readonly language?: string
}

/**
 * A choice of many. The platform's own control, in the look of the window: Radix draws its list with a style element
 * that the page's content policy refuses.
 */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  shownLabel = false,
  className,
}: {
  label: string
  value: Value
  options: readonly Option<Value>[]
  onChange(value: Value): void
  /** Shows the label before the control; it is its accessible name either way. */
  shownLabel?: boolean
  className?: string | undefined
}) {
  const id = useId()
  return (
    <span className={join(styles.field, className)}>
      {shownLabel && (
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
      )}
      <select
        id={id}
        className={styles.select}
        value={value}
        aria-label={shownLabel ? undefined : label}
        onChange={(event) => {
          const next = options.find((option) => option.value === event.target.value)
          if (next !== undefined) onChange(next.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.language}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  )
}
