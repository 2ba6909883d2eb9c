import { ArrowLeft, Link, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '../../components/Button.tsx'
import { TERM_MEANING, TERM_NAME, TERM_READING } from '../../i18n/term-keys.ts'
import type { Term } from '../../i18n/terms.ts'
import { viewOf } from '../../stores/routes.ts'
import { useApp, useMedia, useRoute, useTranslator } from '../context.ts'
import styles from './inspector.module.css'

/** Below this width the inspector is a sheet over the view. */
const NARROW_WINDOW = '(max-width: 1099px)'

/** Explains a term of art, what is selected in the view (see `Inspect`), or else the view itself. */
export function Inspector() {
  const { inspector, notices } = useApp()
  const t = useTranslator()
  const route = useRoute()
  const term = useStore(inspector, (state) => state.term)
  const heading = useStore(inspector, (state) => state.heading)
  const isSheet = useMedia(NARROW_WINDOW)
  const sheet = useRef<HTMLElement>(null)
  // Beside the view the focus stays where it was; a sheet covers the view, so it takes the focus and gives it back.
  useEffect(() => {
    if (!isSheet) return
    const before = document.activeElement
    sheet.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [isSheet])
  const copyLink = () =>
    navigator.clipboard.writeText(window.location.href).then(
      () => notices.show({ tone: 'info', text: t.text('inspector.copied') }),
      () => notices.show({ tone: 'error', text: t.text('copy.refused') }),
    )
  return (
    <aside
      ref={sheet}
      tabIndex={-1}
      className={styles.inspector}
      aria-label={t.text('inspector.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') inspector.setOpen(false)
      }}
    >
      <header className={styles.head}>
        {term !== null && (
          <IconButton
            small
            label={t.text('inspector.back')}
            icon={<ArrowLeft size={14} />}
            onClick={inspector.forgetTerm}
          />
        )}
        <h2 className={styles.kind}>
          {term !== null ? t.text('inspector.term') : (heading ?? t.text('inspector.view'))}
        </h2>
        <IconButton
          small
          label={t.text('inspector.copy')}
          icon={<Link size={14} />}
          onClick={() => void copyLink()}
        />
        <IconButton
          small
          label={t.text('inspector.close')}
          icon={<X size={14} />}
          onClick={() => inspector.setOpen(false)}
        />
      </header>
      <div className={styles.body} aria-live="polite">
        {term !== null && <Definition term={term} />}
        {term === null && heading === null && (
          <p className={styles.text}>{t.text(viewOf(route.view)?.about ?? 'about.unknown')}</p>
        )}
        <div ref={inspector.setPlace} hidden={term !== null} />
      </div>
    </aside>
  )
}

function Definition({ term }: { term: Term }) {
  const t = useTranslator()
  return (
    <article className={styles.article}>
      <h3 className={styles.name}>{t.text(TERM_NAME[term])}</h3>
      <p className={styles.text}>{t.text(TERM_MEANING[term])}</p>
      <h4 className={styles.sub}>{t.text('inspector.reading')}</h4>
      <p className={styles.text}>{t.text(TERM_READING[term])}</p>
    </article>
  )
}
