import { ArrowLeftRight, ArrowRight } from 'lucide-react'
import { useStore } from 'zustand'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { useViewAction } from '../../commands/view-actions.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { comparisonOf } from '../../stores/preparation.ts'
import { CutEditor } from './CutEditor.tsx'
import { Incidents } from './Incidents.tsx'
import { MISSING } from './missing-words.ts'
import { RecentRuns } from './RecentRuns.tsx'
import { RecentWorkspaces } from './RecentWorkspaces.tsx'
import { Samples } from './Samples.tsx'
import { SlotCard } from './SlotCard.tsx'
import styles from './start.module.css'
import { YourModels } from './YourModels.tsx'

/** Where a comparison begins: two logs, or one cut in two; samples and earlier comparisons below. */
export function StartPage() {
  const { comparison, navigation } = useApp()
  const t = useTranslator()
  const preparation = useStore(comparison)
  const { mode } = preparation
  const ready = comparisonOf(preparation)
  const begun = preparation.reference.files.length + preparation.current.files.length > 0
  const next = () => navigation.go({ view: 'mapping' })
  useViewAction('swap', mode === 'pair' && begun ? comparison.swap : undefined)
  return (
    <Page title={t.text('start.title')} headline={t.text('start.headline')} large>
      <section className={styles.desk} aria-label={t.text('start.desk')}>
        <div className={styles.mode}>
          <Segmented
            label={t.text('start.mode')}
            value={mode}
            options={[
              { value: 'pair', label: t.text('start.mode.pair') },
              { value: 'split', label: t.text('start.mode.split') },
            ]}
            onChange={comparison.setMode}
          />
          <p className={styles.hint}>{t.text('start.hint')}</p>
        </div>
        <div className={styles.slots}>
          <SlotCard side="reference" mode={mode} />
          {mode === 'pair' ? (
            <>
              <IconButton
                className={styles.swap}
                label={t.text('start.swap')}
                keys="x"
                icon={<ArrowLeftRight size={16} />}
                disabledBecause={begun ? undefined : t.text('start.missing.files')}
                onClick={comparison.swap}
              />
              <SlotCard side="current" mode={mode} />
            </>
          ) : (
            <>
              <span className={styles.swap} aria-hidden="true">
                <ArrowRight size={16} />
              </span>
              <CutEditor />
            </>
          )}
        </div>
        <div className={styles.next}>
          <Button
            look="primary"
            onClick={next}
            disabledBecause={
              'missing' in ready && ready.missing !== 'looking'
                ? t.text(MISSING[ready.missing][mode])
                : undefined
            }
          >
            {t.text('start.next')}
            <ArrowRight size={16} aria-hidden="true" />
          </Button>
          {begun && (
            <Button look="quiet" onClick={comparison.clear}>
              {t.text('start.clear')}
            </Button>
          )}
          {'missing' in ready && <p className={styles.hint}>{t.text(MISSING[ready.missing][mode])}</p>}
        </div>
      </section>
      <div className={styles.lists}>
        <YourModels />
        <Samples />
        <Incidents />
        <RecentRuns />
        <RecentWorkspaces />
      </div>
    </Page>
  )
}
