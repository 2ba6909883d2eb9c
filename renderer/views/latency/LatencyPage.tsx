import type { LatencyDocument } from '#shared/contract/documents/latency.ts'
import { useJob } from '../../api/use-job.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { join } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { EmptyState, ErrorPanel, Skeleton } from '../../components/States.tsx'
import type { Translator } from '../../i18n/translator.ts'
import styles from '../performance/performance.module.css'
import { DelayCurves, ProbabilityCurves } from './Curves.tsx'
import { smallestNoticed } from './curves.ts'
import { DetectorTable } from './DetectorTable.tsx'
import { ShiftForm } from './ShiftForm.tsx'
import { delayText, sizeText } from './texts.ts'
import type { LatencyPlace } from './view.ts'

/** How soon each detector would notice a shift in the log of this model, by putting it there. */
export function LatencyPage(place: LatencyPlace) {
  const { navigation } = useApp()
  const change = (part: Partial<LatencyPlace>) => {
    const { route } = navigation.getState()
    if (route.view === 'latency') navigation.go({ ...route, ...part }, 'replace')
  }
  return place.kind === 'flip' || place.column !== null ? (
    <Measured place={place} onChange={change} />
  ) : (
    <Unasked place={place} onChange={change} />
  )
}

type Props = { readonly place: LatencyPlace; onChange(part: Partial<LatencyPlace>): void }

function Unasked({ place, onChange }: Props) {
  const t = useTranslator()
  return (
    <Page title={t.text('view.latency')} headline={t.text('inject.choose')}>
      <ShiftForm place={place} onChange={onChange} />
      <EmptyState title={t.text('inject.column.none')}>{t.text('inject.choose.detail')}</EmptyState>
    </Page>
  )
}

function Measured({ place, onChange }: Props) {
  const t = useTranslator()
  const { model, kind, column, ramp, slice, sentinel, steady, trials } = place
  const { data, error, running, again } = useJob('latency.run', {
    source: { kind: 'model', model },
    kind,
    ...(kind === 'flip' || column === null ? {} : { column }),
    ...(ramp === 'none' ? {} : { ramp }),
    ...(slice === null ? {} : { slice }),
    ...(kind === 'sentinel' ? { sentinel } : {}),
    steady,
    trials: Number(trials),
  })
  const best = data === undefined ? null : smallestNoticed(data)
  const chosen = place.detector ?? best?.curve.detector ?? data?.curves[0]?.detector ?? null
  return (
    <Page
      title={t.text('view.latency')}
      headline={
        data === undefined
          ? t.text(error === undefined ? 'inject.loading' : 'nav.latency')
          : headlineOf(t, data, best)
      }
    >
      <ShiftForm place={place} onChange={onChange} />
      {error !== undefined && <ErrorPanel error={error} onRetry={again} />}
      {data === undefined && error === undefined && <Skeleton lines={10} label={t.text('inject.loading')} />}
      {data !== undefined && chosen !== null && (
        <div className={join(styles.sections, running && styles.stale)} aria-busy={running}>
          <p className={styles.quiet}>
            {t.text('inject.facts', {
              rows: t.text('inject.rows', { count: data.rows }),
              reference: t.text('inject.rows', { count: data.reference_rows }),
              windows: t.numbers.count(data.windows),
              window: t.said(data.window).text,
              trials: t.numbers.count(data.trials),
            })}
          </p>
          <div className={styles.pair}>
            <ProbabilityCurves document={data} chosen={chosen} />
            <DelayCurves document={data} chosen={chosen} />
          </div>
          <DetectorTable document={data} chosen={chosen} onChoose={(detector) => onChange({ detector })} />
          {data.remarks.length > 0 && (
            <section className={styles.panel}>
              <h2>{t.text('inject.remarks')}</h2>
              <ul className={styles.list}>
                {data.remarks.map((remark) => (
                  <li key={remark}>
                    <Said>{remark}</Said>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </Page>
  )
}

function headlineOf(
  t: Translator,
  document: LatencyDocument,
  best: ReturnType<typeof smallestNoticed>,
): string {
  if (best === null) return t.text('inject.headline.none')
  return t.text('inject.headline', {
    detector: best.curve.detector,
    size: sizeText(t, document.unit, best.point.size),
    share: t.numbers.axisShare(best.point.probability),
    delay: delayText(t, best.point),
  })
}
