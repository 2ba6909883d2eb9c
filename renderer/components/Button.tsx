import type { ComponentProps, ReactNode } from 'react'
import type { Keys } from '../commands/shortcuts.ts'
import styles from './button.module.css'
import { Tooltip } from './Tooltip.tsx'

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
  /** As in the registry of commands. */
  keys?: Keys | undefined
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
    <Tooltip text={disabledBecause ?? label} keys={off ? undefined : keys}>
      <button
        type="button"
        className={join(styles.button, styles.icon, small && styles.small, className)}
        aria-label={label}
        aria-disabled={off || undefined}
        onClick={off ? undefined : onClick}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
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
