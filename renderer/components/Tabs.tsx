import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './tabs.module.css'

/** Parts of a view of which one is shown. Arrow keys move between them. */
export function Tabs<Value extends string>({
  label,
  value,
  tabs,
  onChange,
  children,
}: {
  label: string
  value: Value
  tabs: readonly { readonly value: Value; readonly label: ReactNode; readonly count?: ReactNode }[]
  onChange(value: Value): void
  /** The part that is shown. */
  children: ReactNode
}) {
  return (
    <Radix.Root
      className={styles.tabs}
      value={value}
      onValueChange={(next) => {
        const tab = tabs.find((known) => known.value === next)
        if (tab !== undefined) onChange(tab.value)
      }}
    >
      <Radix.List className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value} className={styles.tab}>
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={value} className={styles.content}>
        {children}
      </Radix.Content>
    </Radix.Root>
  )
}
