import { DropdownMenu } from 'radix-ui'
import { Fragment, type ReactNode } from 'react'
import styles from './menu.module.css'

export type MenuEntry = {
  /** Tells entries of the same label apart. */
  readonly key?: string
  readonly label: string
  /** Heading above the first entry of a group; entries of one group stand together. */
  readonly group?: string
  readonly icon?: ReactNode
  readonly hint?: string | undefined
  /** Why it cannot be chosen now. */
  readonly disabledBecause?: string | undefined
  run(): void
}

/** A menu under a button. Not modal: a modal one would have to inject a style element to lock scrolling. */
export function Menu({
  trigger,
  entries,
  label,
  align = 'end',
  open,
  onOpenChange,
}: {
  trigger: ReactNode
  entries: readonly MenuEntry[]
  label: string
  align?: 'start' | 'end'
  /** Where something besides the trigger opens the menu. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}) {
  return (
    <DropdownMenu.Root
      modal={false}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          align={align}
          sideOffset={4}
          aria-label={label}
          collisionPadding={8}
        >
          {entries.map((entry, index) => (
            <Fragment key={entry.key ?? entry.label}>
              {entry.group !== undefined && entry.group !== entries[index - 1]?.group && (
                <DropdownMenu.Label className={styles.group}>{entry.group}</DropdownMenu.Label>
              )}
              <DropdownMenu.Item
                className={styles.item}
                aria-disabled={entry.disabledBecause !== undefined || undefined}
                onSelect={(event) => {
                  // Stays reachable, so that the reason can be read, and open.
                  if (entry.disabledBecause === undefined) entry.run()
                  else event.preventDefault()
                }}
              >
                {entry.icon}
                <span className={styles.text}>
                  <span className={styles.name}>{entry.label}</span>
                  {(entry.disabledBecause ?? entry.hint) !== undefined && (
                    <span className={styles.hint}>{entry.disabledBecause ?? entry.hint}</span>
                  )}
                </span>
              </DropdownMenu.Item>
            </Fragment>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
