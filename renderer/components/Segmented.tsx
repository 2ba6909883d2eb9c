import { useId } from 'react'
import styles from './segmented.module.css'

/** A choice of few, all of them visible. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Value
  options: readonly {
    readonly value: Value
    readonly label: string
    /** Language of the label, where it is not that of the window. */
    readonly language?: string
  }[]
  onChange(value: Value): void
}) {
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span lang={option.language}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
