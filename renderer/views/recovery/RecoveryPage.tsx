import { ArchiveRestore, Copy, PackageOpen, RotateCw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { WayOn, WorkspaceState } from '#shared/contract/lifecycle-operations.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { NewWorkspace } from '../workspaces/NewWorkspace.tsx'
import { WorkspaceList } from '../workspaces/WorkspaceList.tsx'
import { headlineOf } from './headline.ts'
import { RecoveryReportPanel } from './RecoveryReportPanel.tsx'
import styles from './recovery.module.css'

/** What a person sees instead of the views while the workspace cannot be opened: why, and every way on. */
export function RecoveryPage() {
  const { workspace } = useApp()
  const { now, report } = useStore(workspace)
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <p className={styles.brand}>Driftdesk</p>
        {report !== null ? (
          <RecoveryReportPanel report={report} />
        ) : (
          now?.kind === 'failed' && <Failed state={now} />
        )}
      </div>
    </main>
  )
}

function Failed({ state }: { state: WorkspaceState & { kind: 'failed' } }) {
  const { workspace } = useApp()
  const t = useTranslator()
  const { busy, error } = useStore(workspace)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${t.text('recovery.title')} · Driftdesk`
    heading.current?.focus()
  }, [t])
  const waiting = busy === null ? undefined : t.text(BUSY[busy])
  return (
    <>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          <Rich message={headlineOf(state.error.code)} values={{ name: <DataName>{state.name}</DataName> }} />
        </h1>
        <p className={styles.place}>
          <DataName>{state.place}</DataName>
        </p>
      </header>
      <ErrorPanel error={error ?? state.error} />
      <div className={styles.actions}>
        <Button look="primary" disabledBecause={waiting} onClick={() => void workspace.reopen()}>
          <RotateCw size={16} aria-hidden="true" />
          {t.text('action.retry')}
        </Button>
        {waiting !== undefined && <p role="status">{waiting}</p>}
      </div>
      {state.recoveries.length > 0 && (
        <section className={styles.section} aria-labelledby="recoveries">
          <h2 id="recoveries">{t.text('recovery.choices')}</h2>
          <ul className={styles.choices}>
            {state.recoveries.map((recovery) => (
              <Choice key={recovery} recovery={recovery} waiting={waiting} />
            ))}
          </ul>
        </section>
      )}
      <section className={styles.section} aria-labelledby="elsewhere">
        <h2 id="elsewhere">{t.text('recovery.elsewhere')}</h2>
        <WorkspaceList onOpen={(known) => void workspace.open(known.workspace)} />
        <NewWorkspace
          onCreate={(name) => void workspace.create(name)}
          onChosen={(chosen) => void workspace.open(chosen.workspace)}
        />
      </section>
    </>
  )
}

const BUSY = {
  opening: 'workspaces.busy',
  recovering: 'recovery.busy',
  copying: 'recovery.copy.busy',
} as const

const CHOICES = {
  salvage: { title: 'recovery.salvage', about: 'recovery.salvage.about', Icon: ArchiveRestore },
  set_aside: { title: 'recovery.aside', about: 'recovery.aside.about', Icon: PackageOpen },
  copy: { title: 'recovery.copy', about: 'recovery.copy.about', Icon: Copy },
} as const

function Choice({ recovery, waiting }: { recovery: WayOn; waiting: string | undefined }) {
  const { workspace } = useApp()
  const t = useTranslator()
  const { title, about, Icon } = CHOICES[recovery]
  return (
    <li className={styles.choice}>
      <Icon size={20} aria-hidden="true" />
      <p>{t.text(about)}</p>
      <Button
        disabledBecause={waiting}
        onClick={() => void (recovery === 'copy' ? workspace.copy() : workspace.recover(recovery))}
      >
        {t.text(title)}
      </Button>
    </li>
  )
}
