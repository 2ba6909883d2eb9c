import { createElement, Fragment, type ReactNode } from 'react'
import { useApp, useTranslator } from '../app/context.ts'
import type { MessageKey } from '../i18n/english.ts'
import { TERM_NAME } from '../i18n/term-keys.ts'
import type { Term } from '../i18n/terms.ts'
import styles from './text.module.css'

/** A message whose slots are elements, such as linked numbers. `count` picks the plural. */
export function Rich({
  message,
  values,
  count,
}: {
  message: MessageKey
  values: Readonly<Record<string, ReactNode>>
  count?: number
}) {
  const t = useTranslator()
  const parts = t.pieces(message, count).map((piece) => ('text' in piece ? piece.text : values[piece.slot]))
  // As arguments rather than a list: the parts of a message have a fixed order and need no keys.
  return createElement(Fragment, null, ...parts)
}

/** A name from the person's data: any script and direction, any length, never markup. */
export function DataName({ children, clip = false }: { children: string; clip?: boolean }) {
  return (
    <bdi className={clip ? styles.clipped : styles.wrapped} title={clip ? children : undefined}>
      {children === '' ? '∅' : children}
    </bdi>
  )
}

/** A figure with its exact value on hover and for copying. */
export function Figure({ value, shown }: { value: number; shown: string }) {
  const t = useTranslator()
  return (
    <data className={styles.figure} value={String(value)} title={t.numbers.exact(value)}>
      {shown}
    </data>
  )
}

/** A term of art: one click opens its definition. */
export function TermButton({ term, children }: { term: Term; children?: ReactNode }) {
  const t = useTranslator()
  const { inspector } = useApp()
  const name = t.text(TERM_NAME[term])
  return (
    <button
      type="button"
      className={styles.term}
      onClick={() => inspector.explain(term)}
      title={t.text('term.open', { name })}
    >
      {children ?? name}
    </button>
  )
}
