import { useState } from 'react'
import { useStore } from 'zustand'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import { DataName, Rich } from '../../components/text.tsx'
import { NewWorkspace } from './NewWorkspace.tsx'
import { WorkspaceList } from './WorkspaceList.tsx'
import styles from './workspaces.module.css'

/** Which workspace this is, which others there are, and the way to them. */
export function WorkspacesPage() {
  const { workspace, jobs } = useApp()
  const t = useTranslator()
  const { now, error, busy } = useStore(workspace)
  const running = useStore(jobs, (state) => state.jobs.filter((job) => job.state === 'running').length)
  const [asked, setAsked] = useState<{ readonly go: () => void } | null>(null)
  // Leaving a workspace ends what runs in it.
  const leave = (go: () => void) => (running > 0 ? setAsked({ go }) : go())
  return (
    <Page
      title={t.text('view.workspaces')}
      headline={
        now === null ? (
          t.text('view.workspaces')
        ) : (
          <Rich
            message="workspaces.headline"
            values={{ name: <DataName>{now.name}</DataName>, place: <DataName>{now.place}</DataName> }}
          />
        )
      }
    >
      {error !== null && <ErrorPanel error={error} />}
      {busy === 'opening' && <p role="status">{t.text('workspaces.busy')}</p>}
      <div className={styles.section}>
        <h2 id="known">{t.text('workspaces.known')}</h2>
        <WorkspaceList onOpen={(known) => leave(() => void workspace.open(known.workspace))} />
      </div>
      <section className={styles.section} aria-labelledby="another">
        <h2 id="another">{t.text('workspaces.another')}</h2>
        <NewWorkspace
          onCreate={(name) => leave(() => void workspace.create(name))}
          onChosen={(chosen) => leave(() => void workspace.open(chosen.workspace))}
        />
      </section>
      {asked !== null && (
        <Dialog title={t.text('workspaces.leave')} onClose={() => setAsked(null)}>
          <div className={styles.leave}>
            <p>{t.text('workspaces.leave.jobs', { count: running })}</p>
            <div className={styles.leaveActions}>
              <Button onClick={() => setAsked(null)}>{t.text('action.cancel')}</Button>
              <Button
                look="primary"
                onClick={() => {
                  setAsked(null)
                  asked.go()
                }}
              >
                {t.text('workspaces.leave.go')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </Page>
  )
}
