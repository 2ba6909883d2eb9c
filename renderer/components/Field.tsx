import { type ComponentProps, type ReactNode, useId } from 'react'
import { join } from './Button.tsx'
import styles from './field.module.css'

/** What the control inside a field has to carry. */
export type FieldControl = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** A label, a control, what it means, and what is wrong with what is in it. */
export function Field({
  label,
  hint,
  fault,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and the mend; read out as it appears. */
  fault?: ReactNode
  children(control: FieldControl): ReactNode
}) {
  const id = useId()
  const described = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean)
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': fault === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <p id={`${id}-fault`} className={styles.fault} aria-live="polite">
        {fault}
      </p>
    </div>
  )
}

/** A line of text, or a number: the browser's input in the look of the window. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="text" className={join(styles.input, className)} {...rest} />
}

/** What is written and never read back: hidden while it is typed, and kept by no password store. */
export function SecretInput(props: Omit<ComponentProps<'input'>, 'type' | 'autoComplete'>) {
  return <TextInput type="password" autoComplete="off" {...props} />
}

/** A choice of many inside a field: the browser's control, as the page's content policy refuses drawn ones. */
export function SelectInput({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={join(styles.input, className)} {...rest} />
}
