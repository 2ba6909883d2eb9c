import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

export type ButtonLook = 'primary' | 'plain' | 'quiet'

type Props = Omit<ComponentProps<'button'>, 'type' | 'disabled'> & {
  look?: ButtonLook
  small?: boolean
  /** Why the button does nothing now; it stays reachable so that the reason can be read. */
  disabledBecause?: string | undefined
}

export function Button({
  look = 'plain',
  small = false,
  disabledBecause,
  onClick,
  className,
  ...rest
}: Props) {
  const off = disabledBecause !== undefined
  return (
    <button
      type="button"
      className={join(styles.button, styles[look], small && styles.small, className)}
      aria-disabled={off || undefined}
      title={disabledBecause}
      onClick={off ? undefined : onClick}
      {...rest}
    />
  )
}

type IconProps = Omit<Props, 'look' | 'children' | 'aria-label'> & {
  label: string
  icon: ReactNode
  keys?: string | undefined
}

/** A button that is only a picture; its name is its tooltip. */
export function IconButton({
  label,
  icon,
  keys,
  small = false,
  disabledBecause,
  onClick,
  className,
  ...rest
}: IconProps) {
  const off = disabledBecause !== undefined
  return (
    <button
      type="button"
      className={join(styles.button, styles.icon, small && styles.small, className)}
      aria-label={label}
      aria-disabled={off || undefined}
      title={disabledBecause ?? (keys === undefined ? label : `${label} (${keys})`)}
      onClick={off ? undefined : onClick}
      {...rest}
    >
      {icon}
    </button>
  )
}

/** Class of a link that looks like a button. */
export function buttonClass(look: ButtonLook): string {
  return join(styles.button, styles[look])
}

/** Class names without those that are off. */
export function join(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
