import { Download } from 'lucide-react'
import { useState } from 'react'
import type { FeedbackDocument } from '#shared/contract/documents/feedback.ts'
import { forecastLoop, type LoopSetting } from '#shared/stats/loop/mitigation.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { fileName } from '../../charts/csv.ts'
import { downloadBlob } from '../../charts/download.ts'
import { Button } from '../../components/Button.tsx'
import { Slider } from '../../components/Slider.tsx'
import styles from './feedback.module.css'
import { Lines } from './Lines.tsx'

const WEIGHT_TODAY = 0.8

/** What lowers the gain, simulated forward while a slider moves. */
export function WhatIf({ document }: { document: FeedbackDocument }) {
  const t = useTranslator()
  const { random_override, others, confidence_histogram: histogram } = document.today
  const today: LoopSetting = {
    randomOverride: random_override,
    exploration: 0,
    modelWeight: WEIGHT_TODAY,
    reviewBelow: null,
  }
  const [setting, setSetting] = useState(today)
  const gain = document.loop_gain.value
  if (gain === null) {
    return (
      <section className={styles.panel}>
        <h2>{t.text('feedback.whatif')}</h2>
        <p className={styles.quiet}>{t.text('feedback.whatif.none')}</p>
      </section>
    )
  }
  const forecast = (one: LoopSetting) => forecastLoop(gain * (1 - others), one, histogram, WEIGHT_TODAY)
  const before = forecast(today)
  const after = forecast(setting)
  const change = (part: Partial<LoopSetting>) => setSetting({ ...setting, ...part })
  const percent = t.numbers.axisShare
  const result = t.text('feedback.whatif.result', {
    gain: t.numbers.measure(after.gain),
    amplification:
      after.amplification === null
        ? t.text('feedback.whatif.endless')
        : t.text('feedback.amplification.times', { value: t.numbers.measure(after.amplification) }),
  })
  const exported = () =>
    downloadBlob(
      new Blob([configuration(document, setting, after.gain, after.amplification)], {
        type: 'application/yaml',
      }),
      fileName(`${document.model}-loop`, 'yaml'),
    )
  const points = (path: Float64Array) => Array.from(path, (y, x) => ({ x, y }))
  return (
    <section className={styles.panel}>
      <h2>{t.text('feedback.whatif')}</h2>
      <div className={styles.whatif}>
        <div className={styles.sliders}>
          <Slider
            label={t.text('feedback.whatif.random')}
            value={setting.randomOverride}
            min={0}
            max={0.5}
            step={0.01}
            shown={percent(setting.randomOverride)}
            onChange={(randomOverride) => change({ randomOverride })}
          />
          <Slider
            label={t.text('feedback.whatif.exploration')}
            value={setting.exploration}
            min={0}
            max={0.5}
            step={0.01}
            shown={percent(setting.exploration)}
            onChange={(exploration) => change({ exploration })}
          />
          <Slider
            label={t.text('feedback.whatif.weight')}
            value={setting.modelWeight}
            min={0}
            max={1}
            step={0.05}
            shown={t.numbers.measure(setting.modelWeight)}
            onChange={(modelWeight) => change({ modelWeight })}
          />
          {histogram !== null && (
            <Slider
              label={t.text('feedback.whatif.review')}
              value={setting.reviewBelow ?? 0}
              min={0}
              max={1}
              step={0.01}
              shown={
                setting.reviewBelow === null
                  ? t.text('feedback.whatif.review.off')
                  : t.numbers.measure(setting.reviewBelow)
              }
              onChange={(value) => change({ reviewBelow: value === 0 ? null : value })}
              hint={t.text('feedback.whatif.review.hint', { share: percent(after.reviewShare) })}
            />
          )}
          <p role="status">{result}</p>
          <Button onClick={exported}>
            <Download size={16} aria-hidden="true" />
            {t.text('feedback.whatif.export')}
          </Button>
        </div>
        <ChartFrame
          title={t.text('feedback.whatif.chart')}
          subject={document.model}
          keys={[
            { label: t.text('feedback.whatif.today'), mark: 'fill' },
            { label: t.text('feedback.whatif.changed'), mark: 'line' },
          ]}
          table={{
            columns: [
              t.text('feedback.whatif.retrain'),
              t.text('feedback.whatif.today'),
              t.text('feedback.whatif.changed'),
            ],
            rows: points(before.path).map(({ x, y }) => [x, y, after.path[x]]),
          }}
        >
          <Lines
            title={t.text('feedback.whatif.chart')}
            lines={[
              { name: t.text('feedback.whatif.today'), look: 'baseline', points: points(before.path) },
              { name: t.text('feedback.whatif.changed'), look: 'accent', points: points(after.path) },
            ]}
            xTitle={t.text('feedback.whatif.retrain')}
            xText={t.numbers.axis}
            yText={t.numbers.axis}
          />
        </ChartFrame>
      </div>
    </section>
  )
}

/** A configuration that a serving system can be given. */
function configuration(
  document: FeedbackDocument,
  setting: LoopSetting,
  gain: number,
  amplification: number | null,
): string {
  return [
    'schema: driftdesk.loop_mitigation/1',
    `model: ${JSON.stringify(document.model)}`,
    `random_override_share: ${setting.randomOverride}`,
    `exploration: ${setting.exploration}`,
    `model_weight: ${setting.modelWeight}`,
    `review_when_confidence_below: ${setting.reviewBelow ?? 'null'}`,
    'expected:',
    `  measured_gain: ${document.loop_gain.value}`,
    `  gain: ${gain}`,
    `  amplification: ${amplification ?? 'null'}`,
    '',
  ].join('\n')
}
