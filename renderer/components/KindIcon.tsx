import { Binary, CalendarClock, Hash, Shapes, Type } from 'lucide-react'
import type { ColumnKind } from '#shared/domain/columns.ts'
import { useTranslator } from '../app/context.ts'
import { KIND } from '../i18n/domain-keys.ts'
import styles from './kind.module.css'

const ICON = {
  numeric: Hash,
  categorical: Shapes,
  boolean: Binary,
  datetime: CalendarClock,
  text: Type,
} as const

/** The kind of a column as a small sign, with its word for those who do not see it. */
export function KindIcon({ kind }: { kind: ColumnKind }) {
  const t = useTranslator()
  const Icon = ICON[kind]
  return (
    <span className={styles.kind} role="img" aria-label={t.text(KIND[kind])} title={t.text(KIND[kind])}>
      <Icon size={14} aria-hidden="true" />
    </span>
  )
}
