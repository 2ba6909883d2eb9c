import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useTranslator } from '../app/context.ts'
import { ChartFrame } from './ChartFrame.tsx'
import styles from './frame.module.css'
import { niceEnd, niceTicks } from './nice-ticks.ts'
import { shorten } from './shorten.ts'

const TICK = { fontSize: 12, fill: 'var(--text-2)' }
const MOST_BARS = 24
const LONGEST_LABEL = 22

export type PairedShare = { readonly label: string; readonly reference: number; readonly current: number }

/** Shares by category or bin: baseline as the grey bar, current as the accent line beside it. */
export function PairedBars({
  title,
  subject,
  shares,
  note,
}: {
  title: string
  subject: string
  shares: readonly PairedShare[]
  note: string
}) {
  const t = useTranslator()
  const baseline = t.text('slot.baseline')
  const current = t.text('slot.current')
  const shown = shares.slice(0, MOST_BARS).map((share, index) => ({ ...share, id: `${index}` }))
  const top = niceEnd(Math.max(0, ...shown.flatMap((share) => [share.reference, share.current])), 5)
  const left = shares.length - shown.length
  return (
    <ChartFrame
      title={title}
      subject={subject}
      keys={[
        { label: baseline, mark: 'fill' },
        { label: current, mark: 'line' },
      ]}
      table={{
        columns: [t.text('bins.bin'), baseline, current],
        rows: shares.map((share) => [share.label, share.reference, share.current]),
      }}
      note={
        <>
          <p>{note}</p>
          {left > 0 && <p>{t.text('chart.more', { count: left })}</p>}
        </>
      }
    >
      <ResponsiveContainer width="100%" height={Math.max(120, shown.length * 26 + 32)}>
        <BarChart
          data={shown}
          layout="vertical"
          margin={{ top: 0, right: 16, bottom: 0, left: 0 }}
          barGap={1}
          title={title}
        >
          <CartesianGrid horizontal={false} stroke="var(--grid-line)" />
          <XAxis
            type="number"
            domain={[0, top]}
            ticks={niceTicks(0, top, 5)}
            tick={TICK}
            stroke="var(--border)"
            tickFormatter={(value: number) => t.numbers.axisShare(value)}
          />
          <YAxis
            type="category"
            dataKey="id"
            width={172}
            interval={0}
            tick={TICK}
            stroke="var(--border)"
            tickFormatter={(id: string) => shorten(shown[Number(id)]?.label ?? '', LONGEST_LABEL)}
          />
          <Bar dataKey="reference" fill="var(--baseline-fill)" barSize={10} isAnimationActive={false} />
          <Bar dataKey="current" fill="var(--accent)" barSize={4} isAnimationActive={false} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--hover)', fillOpacity: 0.6 }}
            content={({ active, label }) => {
              const share = active ? shown[Number(label)] : undefined
              if (share === undefined) return null
              return (
                <div className={styles.tip}>
                  <p dir="auto">{share.label}</p>
                  <p>
                    {baseline} {t.numbers.share(share.reference)}
                  </p>
                  <p>
                    {current} {t.numbers.share(share.current)}
                  </p>
                </div>
              )
            }}
          />
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  )
}
