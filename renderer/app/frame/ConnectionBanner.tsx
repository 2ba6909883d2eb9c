import { Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { useApp, useConnection, useTranslator } from '../context.ts'
import styles from './banner.module.css'

/** Says that the backend cannot be reached, and when it is tried again. */
export function ConnectionBanner() {
  const { connection } = useApp()
  const t = useTranslator()
  const state = useConnection()
  const [now, setNow] = useState(Date.now)
  const down = state.kind === 'disconnected'
  useEffect(() => {
    if (!down) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [down])
  if (!down) return null
  const seconds = Math.max(1, Math.ceil((state.retryAt - now) / 1000))
  return (
    <div className={styles.banner} role="alert">
      <Unplug size={16} aria-hidden="true" />
      <p>
        <strong>{t.text('connection.lost')}</strong>{' '}
        <span aria-hidden="true">{t.text('connection.retry', { time: t.numbers.duration(seconds) })}</span>
      </p>
      <Button small onClick={() => connection.retryNow()}>
        {t.text('connection.now')}
      </Button>
    </div>
  )
}
