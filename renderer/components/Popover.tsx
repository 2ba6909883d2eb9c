import { Popover as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { join } from './Button.tsx'
import styles from './popover.module.css'

/** Something to read or set beside what it is about. Not modal; Escape and a click elsewhere close it. */
export function Popover({
  trigger,
  label,
  align = 'start',
  side = 'bottom',
  flush = false,
  children,
}: {
  /** One element that takes a ref. */
  trigger: ReactElement
  label: string
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** For lists, whose rows reach the edge. */
  flush?: boolean
  children: ReactNode
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={join(styles.popover, flush && styles.flush)}
          aria-label={label}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={12}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
