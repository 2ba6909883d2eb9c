import { Copy } from 'lucide-react'
import { useApp, useTranslator } from '../../app/context.ts'
import { IconButton } from '../../components/Button.tsx'
import styles from './baselines.module.css'

const SHOWN = 12

/** The beginning of a content hash, which is enough to tell two apart, and the way to the whole of it. */
export function HashCode({ hash }: { hash: string }) {
  const { notices } = useApp()
  const t = useTranslator()
  const copy = () =>
    navigator.clipboard.writeText(hash).then(
      () => notices.show({ tone: 'info', text: t.text('hash.copied') }),
      () => notices.show({ tone: 'error', text: t.text('copy.refused') }),
    )
  return (
    <span className={styles.hash}>
      <code title={hash}>{hash.slice(0, SHOWN)}</code>
      <IconButton
        small
        label={t.text('hash.copy', { start: hash.slice(0, SHOWN) })}
        icon={<Copy size={14} />}
        onClick={() => void copy()}
      />
    </span>
  )
}
