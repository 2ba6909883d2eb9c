import { Copy } from 'lucide-react'
import type { ImportDocument } from '#shared/contract/documents/import.ts'
import type { RunId } from '#shared/domain/ids.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { IconButton } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { ErrorPanel, Skeleton } from '../../components/States.tsx'
import { DataName, TermButton } from '../../components/text.tsx'
import { ROLE } from '../../i18n/domain-keys.ts'
import styles from './inputs.module.css'

/** What was compared, exactly: both logs with their content hashes, how they were read, and by which rule. */
export function InputsPage({ run }: { run: RunId }) {
  const t = useTranslator()
  const { data, error, reload } = useQuery('drift.get', { run })
  if (data === undefined) {
    return (
      <Page
        title={t.text('inputs.title')}
        headline={t.text(error === undefined ? 'inputs.loading' : 'drift.failed')}
      >
        {error === undefined ? <Skeleton /> : <ErrorPanel error={error} onRetry={reload} />}
      </Page>
    )
  }
  const { summary, document, imports } = data
  // Two logs were read, or one that was then cut in two.
  const own = imports.length === 2 ? imports : []
  return (
    <Page
      title={t.text('inputs.title')}
      headline={t.text('inputs.headline', {
        reference: document.reference.rows,
        current: document.current.rows,
      })}
    >
      <div className={styles.sides}>
        <SidePanel
          title={t.text('slot.baseline')}
          name={summary.reference}
          side={document.reference}
          read={own[0]}
        />
        <SidePanel
          title={t.text('slot.current')}
          name={summary.current}
          side={document.current}
          read={own[1]}
        />
      </div>
      {own.length === 0 && imports[0] !== undefined && (
        <section className={styles.section} aria-labelledby="reading">
          <h2 id="reading">{t.text('inputs.reading')}</h2>
          <Reading document={imports[0]} />
        </section>
      )}
      <section className={styles.section} aria-labelledby="engine">
        <h2 id="engine">{t.text('inputs.computed')}</h2>
        <dl className={styles.facts}>
          <Fact name={t.text('drift.fact.rule')} value={document.policy} />
          <Fact name={t.text('inputs.version')} value={document.engine.version} />
          <Fact name={t.text('inputs.backend')} value={document.engine.backend} />
          <Fact name={t.text('inputs.seconds')} value={t.numbers.duration(document.engine.seconds)} />
          <Fact name={t.text('inputs.made')} value={t.numbers.time(summary.created_at)} />
        </dl>
      </section>
    </Page>
  )
}

function SidePanel({
  title,
  name,
  side,
  read,
}: {
  title: string
  name: string
  side: { rows: number; hash: string }
  read: ImportDocument | undefined
}) {
  const { notices } = useApp()
  const t = useTranslator()
  const copy = () =>
    navigator.clipboard.writeText(side.hash).then(
      () => notices.show({ tone: 'info', text: t.text('chart.copied') }),
      () => notices.show({ tone: 'error', text: t.text('copy.refused') }),
    )
  return (
    <section className={styles.side} aria-label={title}>
      <h2>{title}</h2>
      <p className={styles.name}>
        <DataName>{name}</DataName>
      </p>
      <p>{t.text('rows', { count: side.rows })}</p>
      <p className={styles.hash}>
        <TermButton term="hash" />
        <code title={side.hash}>{side.hash.slice(0, 16)}</code>
        <IconButton
          small
          label={t.text('inputs.copy', { name: title })}
          icon={<Copy size={14} />}
          onClick={() => void copy()}
        />
      </p>
      {read !== undefined && <Reading document={read} />}
    </section>
  )
}

/** What became of the rows of the files. */
function Reading({ document }: { document: ImportDocument }) {
  const t = useTranslator()
  const roles = Object.entries(document.roles)
  return (
    <div className={styles.reading}>
      <dl className={styles.facts}>
        <Fact name={t.text('inputs.model')} value={document.model} />
        <Fact name={t.text('inputs.read')} value={t.numbers.count(document.rows_read)} />
        <Fact name={t.text('inputs.stored')} value={t.numbers.count(document.rows_stored)} />
        <Fact name={t.text('inputs.rejected')} value={t.numbers.count(document.rows_rejected)} />
        <Fact name={t.text('inputs.duplicate')} value={t.numbers.count(document.rows_duplicate)} />
        <Fact name={t.text('inputs.bytes')} value={t.numbers.bytes(document.bytes)} />
        <Fact name={t.text('inputs.seconds')} value={t.numbers.duration(document.seconds)} />
      </dl>
      {document.notes.length > 0 && (
        <ul className={styles.notes}>
          {document.notes.map((note) => (
            <li key={note}>
              <Said>{note}</Said>
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t.text('inputs.roles', { count: roles.length })}</summary>
        <ul className={styles.roles}>
          {roles.map(([name, role]) => (
            <li key={name}>
              <DataName clip>{name}</DataName>
              <span>{t.text(ROLE[role])}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  )
}
