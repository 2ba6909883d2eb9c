import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslator } from '../app/context.ts'
import { IconButton } from './Button.tsx'
import styles from './pager.module.css'

/** Which rows of how many are shown, and the way to the pages before and after. Pages are numbered from 1. */
export function Pager({
  page,
  pageRows,
  total,
  onGo,
}: {
  page: number
  pageRows: number
  total: number
  onGo(page: number): void
}) {
  const t = useTranslator()
  const pages = Math.max(1, Math.ceil(total / pageRows))
  if (total === 0) return null
  const first = Math.min((page - 1) * pageRows + 1, total)
  return (
    <div className={styles.pager}>
      <p className={styles.range} role="status">
        {t.text('pager.range', { first, last: Math.min(page * pageRows, total), count: total })}
      </p>
      {pages > 1 && (
        <>
          <IconButton
            small
            label={t.text('pager.previous')}
            icon={<ChevronLeft size={16} />}
            disabledBecause={page <= 1 ? t.text('pager.first') : undefined}
            onClick={() => onGo(page - 1)}
          />
          <IconButton
            small
            label={t.text('pager.next')}
            icon={<ChevronRight size={16} />}
            disabledBecause={page >= pages ? t.text('pager.last') : undefined}
            onClick={() => onGo(page + 1)}
          />
        </>
      )}
    </div>
  )
}
