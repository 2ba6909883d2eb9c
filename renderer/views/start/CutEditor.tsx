import { useId } from 'react'
import { useStore } from 'zustand'
import { useApp, useTranslator } from '../../app/context.ts'
import { Segmented } from '../../components/Segmented.tsx'
import { timeWithin } from '../../stores/preparation.ts'
import styles from './cut.module.css'

/** Where one log is cut in two: the part before is the baseline, the part after is the current one. */
export function CutEditor() {
  const { comparison } = useApp()
  const t = useTranslator()
  const { cut, reference } = useStore(comparison)
  const shareId = useId()
  const timeId = useId()
  const range = reference.look.kind === 'known' ? reference.look.inspection.time_range : null
  const share = cut.kind === 'share' ? cut.share : range === null ? 0.7 : shareOf(Date.parse(cut.time), range)
  const setShare = (next: number) =>
    comparison.change({
      cut:
        cut.kind === 'share'
          ? { kind: 'share', share: next }
          : { kind: 'time', time: timeWithin(range ?? ['', ''], next) },
    })
  return (
    <section className={styles.cut} aria-label={t.text('cut.title')}>
      <header>
        <h2>{t.text('cut.title')}</h2>
        <p className={styles.meaning}>{t.text('cut.meaning')}</p>
      </header>
      <Segmented
        label={t.text('cut.by')}
        value={cut.kind}
        options={[
          { value: 'time', label: t.text('cut.time') },
          { value: 'share', label: t.text('cut.share') },
        ]}
        onChange={(kind) =>
          comparison.change({
            cut:
              kind === 'share'
                ? { kind, share }
                : { kind, time: range === null ? '' : timeWithin(range, share) },
          })
        }
      />
      <div className={styles.bar} aria-hidden="true">
        <span className={styles.before} style={{ flexGrow: share }}>
          {t.text('slot.baseline')}
        </span>
        <span className={styles.after} style={{ flexGrow: 1 - share }}>
          {t.text('slot.current')}
        </span>
      </div>
      {(cut.kind === 'share' || range !== null) && (
        <div className={styles.field}>
          <label htmlFor={shareId}>{t.text('cut.position')}</label>
          <input
            id={shareId}
            type="range"
            min={0.05}
            max={0.95}
            step={0.01}
            value={share}
            aria-valuetext={t.numbers.axisShare(share)}
            onChange={(event) => setShare(event.target.valueAsNumber)}
          />
          {cut.kind === 'share' && (
            <output htmlFor={shareId}>{t.text('cut.first', { share: t.numbers.axisShare(share) })}</output>
          )}
        </div>
      )}
      {cut.kind === 'time' && (
        <div className={styles.field}>
          <label htmlFor={timeId}>{t.text('cut.at')}</label>
          <input
            id={timeId}
            type="datetime-local"
            value={cut.time === '' ? '' : cut.time.slice(0, 16)}
            onChange={(event) =>
              comparison.change({
                cut: {
                  kind: 'time',
                  time: event.target.value === '' ? '' : `${event.target.value.slice(0, 16)}:00.000Z`,
                },
              })
            }
          />
        </div>
      )}
      {cut.kind === 'time' && range === null && reference.look.kind === 'known' && (
        <p className={styles.meaning}>{t.text('cut.timeless')}</p>
      )}
    </section>
  )
}

function shareOf(time: number, range: readonly [string, string]): number {
  const [start, end] = [Date.parse(range[0]), Date.parse(range[1])]
  const share = (time - start) / (end - start)
  return Number.isFinite(share) ? Math.min(0.95, Math.max(0.05, share)) : 0.7
}
