import { type ReactNode, useEffect, useRef } from 'react'
import { join } from '../../components/Button.tsx'
import { viewOf } from '../../stores/routes.ts'
import { useRoute, useTranslator } from '../context.ts'
import styles from './view.module.css'

let firstPage = true

/**
 * A view: its question, and below it the headline that answers it. Arriving moves the focus to the headline, so that keyboards
 * and screen readers start there; the first page of a window leaves it where the platform puts it.
 */
export function Page({
  title,
  headline,
  actions,
  children,
  filling = false,
  large = false,
}: {
  /** Short, for the window's title. */
  title: string
  headline: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** The last part takes the height that is left. */
  filling?: boolean
  /** The headline greets rather than answers. */
  large?: boolean
}) {
  const t = useTranslator()
  const view = viewOf(useRoute().view)
  const standing = view?.navigation ?? viewOf(view?.under ?? '')?.navigation
  // A greeting asks by itself.
  const question = large ? undefined : standing?.question
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Driftdesk`
  }, [title])
  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true })
    firstPage = false
    document.getElementById('view')?.scrollTo({ top: 0 })
  }, [])
  return (
    <div className={join(styles.page, filling && styles.filling)}>
      <header className={styles.top}>
        <div className={styles.answer}>
          {question !== undefined && <p className={styles.question}>{t.text(question)}</p>}
          <h1 ref={heading} tabIndex={-1} className={large ? styles.large : undefined}>
            {headline}
          </h1>
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
