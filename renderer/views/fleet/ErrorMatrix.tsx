import { useRef } from 'react'
import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { shorten } from '../../charts/shorten.ts'
import { useWidth } from '../../charts/use-width.ts'
import styles from './fleet.module.css'

const NAMES = 140
const LINE = 28
const WIDEST = 96
const LETTER = 7

/** Correlation of errors of each pair of models, and how many independent ones they are worth. */
export function ErrorMatrix({ document }: { document: FleetDocument }) {
  const t = useTranslator()
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  const { models, errors, effective_models: effective } = document
  const title = t.text('fleet.matrix')
  if (errors.unit === null) {
    return (
      <section className={styles.panel}>
        <h2>{title}</h2>
        <p className={styles.quiet}>{t.text('fleet.matrix.none')}</p>
      </section>
    )
  }
  const judged = new Set(errors.pairs.flatMap(({ first, second }) => [first, second])).size
  const between = (a: string, b: string) =>
    errors.pairs.find(({ first, second }) => (first === a && second === b) || (first === b && second === a))
      ?.correlation ?? null
  const cell = Math.min(WIDEST, Math.max(1, width - NAMES) / models.length)
  const height = (models.length + 1) * LINE
  return (
    <ChartFrame
      title={title}
      subject={t.text('view.fleet')}
      keys={[]}
      table={{
        columns: [
          t.text('fleet.matrix.first'),
          t.text('fleet.matrix.second'),
          t.text('feedback.chart.correlation'),
        ],
        rows: errors.pairs.map(({ first, second, correlation }) => [first, second, correlation]),
      }}
      note={
        effective !== null && (
          <p>
            {t.text('fleet.matrix.effective', {
              models: t.numbers.count(judged),
              effective: t.numbers.measure(effective),
            })}{' '}
            {t.text(`fleet.matrix.unit.${errors.unit}`)}
          </p>
        )
      }
    >
      <div ref={stage}>
        {width > 0 && (
          <svg className={styles.graph} width={width} height={height} role="img" aria-label={title}>
            {models.map((row, r) => (
              <g key={row}>
                <text className={styles.psi} x={NAMES + (r + 0.5) * cell} y={LINE - 9} textAnchor="middle">
                  {clipped(row, cell)}
                </text>
                <text className={styles.model} x={0} y={(r + 1) * LINE + 18}>
                  {clipped(row, NAMES)}
                </text>
                {models.map((column, c) => {
                  const value = row === column ? null : between(row, column)
                  const [x, y] = [NAMES + c * cell, (r + 1) * LINE]
                  const said = value === null ? '—' : t.numbers.measure(value)
                  const short = value === null ? '—' : t.numbers.axis(Math.round(value * 100) / 100)
                  return (
                    <g key={column} data-tip={row === column ? undefined : `${row}, ${column}\n${said}`}>
                      <rect
                        className={value === null ? styles.heat0 : styles[heat(value)]}
                        x={x}
                        y={y}
                        width={cell}
                        height={LINE}
                      />
                      {row !== column && short.length * LETTER <= cell && (
                        <text className={styles.value} x={x + cell / 2} y={y + 18} textAnchor="middle">
                          {short}
                        </text>
                      )}
                    </g>
                  )
                })}
              </g>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}

function clipped(name: string, room: number): string {
  return shorten(name, Math.max(1, Math.floor(room / LETTER)))
}

function heat(correlation: number): 'heat0' | 'heat1' | 'heat2' | 'heat3' {
  const size = Math.abs(correlation)
  return size >= 0.5 ? 'heat3' : size >= 0.2 ? 'heat2' : size >= 0.1 ? 'heat1' : 'heat0'
}
