import { CircleAlert, Info, X } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton, join } from '../../components/Button.tsx'
import { useApp, useTranslator } from '../context.ts'
import styles from './notices.module.css'

/** What happened outside of the view; read out by screen readers as it appears. */
export function Notices() {
  const { notices } = useApp()
  const t = useTranslator()
  const shown = useStore(notices, (state) => state.notices)
  return (
    <section
      className={styles.region}
      aria-label={t.text('notices.label')}
      aria-live="polite"
      aria-relevant="additions"
    >
      {shown.map((notice) => (
        <div key={notice.id} className={join(styles.notice, notice.tone === 'error' && styles.error)}>
          {notice.tone === 'error' ? (
            <CircleAlert size={16} aria-hidden="true" />
          ) : (
            <Info size={16} aria-hidden="true" />
          )}
          <div className={styles.text}>
            <p dir="auto">{notice.text(t)}</p>
            {notice.mend !== undefined && (
              <p className={styles.mend} dir="auto">
                {notice.mend(t)}
              </p>
            )}
          </div>
          {notice.action !== undefined && (
            <Button small onClick={notice.action.run}>
              {notice.action.label(t)}
            </Button>
          )}
          <IconButton
            small
            label={t.text('action.dismiss')}
            icon={<X size={14} />}
            onClick={() => notices.dismiss(notice.id)}
          />
        </div>
      ))}
    </section>
  )
}
