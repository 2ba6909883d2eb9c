import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslator } from '../app/context.ts'
import { join } from '../components/Button.tsx'
import { ChartData } from './ChartData.tsx'
import { ChartTip } from './ChartTip.tsx'
import { ChartTools } from './ChartTools.tsx'
import type { ChartTable } from './csv.ts'
import styles from './frame.module.css'
import { type PictureKey, pictureOf } from './picture.ts'

type Props = {
  title: string
  /** What the chart is of, for exports that stand alone. */
  subject: string
  /** What the marks stand for, in the order in which they are drawn. */
  keys: readonly PictureKey[]
  /** A function where the table is long, so that it is made when it is asked for. */
  table: ChartTable | (() => ChartTable)
  /** What the table view shows, where that is another table than the one that is exported. */
  shownTable?: ChartTable | (() => ChartTable)
  /** The chart as an SVG that stands alone, where there is no single SVG element on screen to take it from. */
  drawing?: () => string
  /** Below the chart: what it leaves out, how to read it. */
  note?: ReactNode
  /** Part of a panel: no card of its own, and a heading below the panel's. */
  inPanel?: boolean
  children: ReactNode
}

/**
 * Around every chart: its title and key, the same data as a table, and every way to take it along. A mark says what it
 * is under the pointer by its attribute `data-tip`.
 */
export function ChartFrame({
  title,
  subject,
  keys,
  table,
  shownTable = table,
  drawing,
  note,
  inPanel = false,
  children,
}: Props) {
  const t = useTranslator()
  const [asTable, setAsTable] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const titleId = useId()
  const wholeTitle = `${subject}: ${title}`
  const onScreen = () => {
    const chart = body.current?.querySelector('svg')
    if (!chart) throw new Error(t.text('chart.no'))
    return pictureOf(chart, wholeTitle, keys)
  }
  const Heading = inPanel ? 'h3' : 'h2'
  return (
    <figure className={join(styles.frame, inPanel && styles.part)} aria-labelledby={titleId}>
      <figcaption className={styles.head}>
        <Heading id={titleId}>{title}</Heading>
        {keys.length > 0 && (
          <ul className={styles.keys}>
            {keys.map((key) => (
              <li key={key.label}>
                <span className={styles[key.mark]} aria-hidden="true" />
                {key.label}
              </li>
            ))}
          </ul>
        )}
        <ChartTools
          title={wholeTitle}
          table={() => made(table)}
          picture={drawing ?? (asTable ? null : onScreen)}
          asTable={asTable}
          onTable={setAsTable}
        />
      </figcaption>
      {asTable && <ChartData table={made(shownTable)} title={title} />}
      {/* Stays, since charts measure the element in which they are. */}
      <div ref={body} className={styles.body} hidden={asTable}>
        {children}
        <ChartTip of={body} />
      </div>
      {note !== undefined && <div className={styles.note}>{note}</div>}
    </figure>
  )
}

function made(table: ChartTable | (() => ChartTable)): ChartTable {
  return typeof table === 'function' ? table() : table
}
