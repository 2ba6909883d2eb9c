import { Play } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { toErrorShape } from '#shared/contract/errors.ts'
import { COMPARED_ROLES } from '#shared/domain/columns.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { useViewAction } from '../../commands/view-actions.ts'
import { Button, buttonClass } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName } from '../../components/text.tsx'
import { comparisonOf, mappedColumns, SIDES, type SideName } from '../../stores/preparation.ts'
import { MISSING } from '../start/missing-words.ts'
import { MappingTable } from './MappingTable.tsx'
import styles from './mapping.module.css'
import { Options } from './Options.tsx'

/** What each column means, as guessed, to be corrected before the comparison. */
export function MappingPage() {
  const { comparison, navigation, notices } = useApp()
  const t = useTranslator()
  const preparation = useStore(comparison)
  const [starting, setStarting] = useState(false)
  const [waiting, setWaiting] = useState(false)
  const ready = comparisonOf(preparation)
  const columns = mappedColumns(preparation)
  const compared = columns.filter((column) => COMPARED_ROLES.has(column.role)).length

  const isReady = !('missing' in ready)
  const comes = 'missing' in ready && (ready.missing === 'sending' || ready.missing === 'looking')
  const run = useCallback(() => {
    setStarting(true)
    comparison
      .run()
      .then((job) => navigation.go({ view: 'job', job }))
      .catch((error: unknown) => notices.showError(toErrorShape(error)))
      .finally(() => setStarting(false))
  }, [comparison, navigation, notices])
  // Asked for while the files are still looked at, the comparison starts by itself as soon as it can.
  const ask = useCallback(() => (isReady ? run() : setWaiting(true)), [isReady, run])
  useEffect(() => {
    if (waiting && !comes) setWaiting(false)
    if (waiting && isReady) run()
  }, [waiting, comes, isReady, run])
  const blocked = 'missing' in ready && !comes ? t.text(MISSING[ready.missing][preparation.mode]) : undefined
  useViewAction('run', blocked === undefined && !starting ? ask : undefined)

  if (preparation.reference.files.length === 0) {
    return (
      <Page title={t.text('mapping.title')} headline={t.text('mapping.empty')}>
        <p>
          <a className={buttonClass('plain')} href="#/">
            {t.text('unknown.start')}
          </a>
        </p>
      </Page>
    )
  }
  const sides = preparation.mode === 'pair' ? SIDES : (['reference'] as const)
  return (
    <Page
      title={t.text('mapping.title')}
      headline={
        columns.length === 0
          ? t.text('mapping.looking')
          : t.text('mapping.headline', { count: columns.length, compared })
      }
      filling
      actions={
        <Button
          look="primary"
          onClick={ask}
          aria-busy={starting || waiting}
          disabledBecause={starting ? t.text('job.starting') : waiting ? t.text('mapping.waiting') : blocked}
        >
          <Play size={16} aria-hidden="true" />
          {t.text(waiting ? 'mapping.waiting' : 'mapping.run')}
        </Button>
      }
    >
      <Options columns={columns} />
      <div className={styles.sides}>
        {sides.map((side) => (
          <SideNotes key={side} side={side} />
        ))}
      </div>
      {columns.length > 0 ? <MappingTable columns={columns} /> : <LookState />}
    </Page>
  )
}

function LookState() {
  const { comparison } = useApp()
  const t = useTranslator()
  const { reference, current } = useStore(comparison)
  const failed = reference.look.kind === 'failed' || current.look.kind === 'failed'
  return failed ? (
    <EmptyState title={t.text('mapping.failed')}>
      <a href="#/">{t.text('unknown.start')}</a>
    </EmptyState>
  ) : (
    <Skeleton lines={10} label={t.text('slot.looking')} />
  )
}

/** What the look into a side had to say, or why it failed. */
function SideNotes({ side }: { side: SideName }) {
  const { comparison } = useApp()
  const t = useTranslator()
  const { look, files } = useStore(comparison, (state) => state[side])
  const name = t.text(side === 'reference' ? 'slot.baseline' : 'slot.current')
  if (look.kind === 'failed')
    return <ErrorPanel error={look.error} onRetry={() => comparison.lookAgain(side)} />
  if (look.kind !== 'known') return null
  const { notes, time_range: range, rows_sampled: rows } = look.inspection
  return (
    <section className={styles.side} aria-label={name}>
      <p>
        <strong>{name}</strong>{' '}
        <DataName>{t.numbers.list(files.slice(0, 3).map((file) => file.name))}</DataName>
        {files.length > 3 && ` +${t.numbers.count(files.length - 3)}`}
        <span className={styles.detail}>
          {' · '}
          {t.text('slot.known.rows', { count: rows })}
          {range !== null && ` · ${t.text('time.range', { range: t.numbers.timeRange(...range) })}`}
        </span>
      </p>
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note}>
              <Said>{note}</Said>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
