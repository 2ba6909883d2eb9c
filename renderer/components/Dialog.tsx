import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslator } from '../app/context.ts'
import { IconButton, join } from './Button.tsx'
import styles from './dialog.module.css'

type Props = {
  title: string
  /** Shows no title bar; the title stays as the accessible name. */
  bare?: boolean
  wide?: boolean
  onClose(): void
  children: ReactNode
}

/** Where a person types or chooses; buttons and choosers of files only come by key. */
const FIELDS = 'form :is(input:not([type="file"], [type="checkbox"], [type="radio"]), select, textarea)'

/** The first field in which there is something left to enter. */
function firstField(dialog: HTMLDialogElement, bare: boolean): HTMLElement | null | undefined {
  if (bare) return dialog.querySelector('input')
  const fields = [...dialog.querySelectorAll<HTMLInputElement | HTMLSelectElement>(FIELDS)]
  return fields.find((field) => field instanceof HTMLSelectElement || field.value === '') ?? fields[0]
}

/** A modal dialog of the platform: it traps focus, closes on Escape and on the backdrop, and gives focus back. */
export function Dialog({ title, bare = false, wide = false, onClose, children }: Props) {
  const t = useTranslator()
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    const dialog = element.current
    if (dialog === null) return
    if (!dialog.open) {
      opener.current = document.activeElement
      dialog.showModal()
      // Not the close button, which comes first: its tooltip would take the first Escape.
      ;(firstField(dialog, bare) ?? dialog).focus()
    }
    return () => giveBackFocus(opener.current)
  }, [bare])
  return (
    <dialog
      ref={element}
      tabIndex={-1}
      className={join(styles.dialog, wide && styles.wide)}
      aria-labelledby={titleId}
      onClose={onClose}
      closedby="any"
    >
      <div className={styles.body}>
        {bare ? (
          <h2 id={titleId} className="visually-hidden">
            {title}
          </h2>
        ) : (
          <header className={styles.header}>
            <h2 id={titleId}>{title}</h2>
            <IconButton
              label={t.text('action.close')}
              icon={<X size={16} />}
              onClick={() => element.current?.close()}
            />
          </header>
        )}
        {children}
      </div>
    </dialog>
  )
}

/**
 * The platform gives focus back where a dialog is closed, not where it goes while it is open, as after what it sent has gone
 * through. What opened it may be gone by then, too.
 */
function giveBackFocus(opener: Element | null): void {
  const isLost = () => document.activeElement === document.body || document.activeElement === null
  const look = (place: Element | null) => {
    if (isLost() && place instanceof HTMLElement && place.isConnected) place.focus({ preventScroll: true })
  }
  requestAnimationFrame(() => {
    look(opener)
    setTimeout(() => look(document.querySelector('main')), OPENER_GOES_MS)
  })
}

/** In which what was changed has come back to the view, and taken away what it leaves no use for. */
const OPENER_GOES_MS = 400
