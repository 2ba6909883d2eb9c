import { Search, X } from 'lucide-react'
import { useCallback, useRef } from 'react'
import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import { COLUMN_KINDS } from '#shared/domain/columns.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import { useTranslator } from '../../app/context.ts'
import { useViewAction } from '../../commands/view-actions.ts'
import { Button } from '../../components/Button.tsx'
import { VERDICT_LABEL, VerdictMark } from '../../components/VerdictMark.tsx'
import { KIND } from '../../i18n/domain-keys.ts'
import styles from './filter.module.css'
import { type ColumnFilter, DEFAULT_FILTER } from './filter.ts'

const WORST_FIRST: readonly Verdict[] = ['high', 'moderate', 'low', 'none', 'insufficient']

/** Narrows the table by name, verdict and kind; each choice says how many columns it has. */
export function FilterBar({
  document,
  filter,
  onChange,
}: {
  document: DriftDocument
  filter: ColumnFilter
  onChange(change: Partial<ColumnFilter>): void
}) {
  const t = useTranslator()
  const input = useRef<HTMLInputElement>(null)
  useViewAction(
    'search',
    useCallback(() => input.current?.focus(), []),
  )
  const toggled = <T,>(list: readonly T[], item: T) =>
    list.includes(item) ? list.filter((other) => other !== item) : [...list, item]
  const narrowed = filter.text !== '' || filter.verdicts.length > 0 || filter.kinds.length > 0
  const kinds = COLUMN_KINDS.filter((kind) => document.columns.some((column) => column.kind === kind))
  return (
    <search className={styles.bar}>
      <label className={styles.search}>
        <Search size={14} aria-hidden="true" />
        <span className="visually-hidden">{t.text('filter.text')}</span>
        <input
          ref={input}
          type="search"
          value={filter.text}
          placeholder={t.text('filter.text')}
          dir="auto"
          onChange={(event) => onChange({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      </label>
      <fieldset className={styles.chips}>
        <legend className="visually-hidden">{t.text('filter.verdict')}</legend>
        {WORST_FIRST.map((verdict) => {
          const count = document.columns.filter((column) => column.verdict === verdict).length
          if (count === 0 && !filter.verdicts.includes(verdict)) return null
          return (
            <button
              key={verdict}
              type="button"
              className={styles.chip}
              aria-pressed={filter.verdicts.includes(verdict)}
              onClick={() => onChange({ verdicts: toggled(filter.verdicts, verdict) })}
            >
              <VerdictMark verdict={verdict} size={12} />
              {t.text(VERDICT_LABEL[verdict])} <span className={styles.count}>{t.numbers.count(count)}</span>
            </button>
          )
        })}
      </fieldset>
      {kinds.length > 1 && (
        <fieldset className={styles.chips}>
          <legend className="visually-hidden">{t.text('filter.kind')}</legend>
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              className={styles.chip}
              aria-pressed={filter.kinds.includes(kind)}
              onClick={() => onChange({ kinds: toggled(filter.kinds, kind) })}
            >
              {t.text(KIND[kind])}{' '}
              <span className={styles.count}>
                {t.numbers.count(document.columns.filter((column) => column.kind === kind).length)}
              </span>
            </button>
          ))}
        </fieldset>
      )}
      {narrowed && (
        <Button
          small
          look="quiet"
          onClick={() => onChange({ text: DEFAULT_FILTER.text, verdicts: [], kinds: [] })}
        >
          <X size={14} aria-hidden="true" />
          {t.text('filter.clear')}
        </Button>
      )}
    </search>
  )
}
