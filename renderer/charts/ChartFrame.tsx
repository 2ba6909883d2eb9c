import { ChartArea, Clipboard, Ellipsis, FileImage, Image, Sheet, Table } from 'lucide-react'
import { type ReactNode, useId, useRef, useState } from 'react'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useTranslator } from '../app/context.ts'
import { IconButton } from '../components/Button.tsx'
import { Menu } from '../components/Menu.tsx'
import { ScrollRegion } from '../components/ScrollRegion.tsx'
import { type ChartTable, fileName, toCsv, toTabs } from './csv.ts'
import { downloadBlob } from './download.ts'
import styles from './frame.module.css'
import { type PictureKey, pictureOf, pngOf } from './picture.ts'

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
  children: ReactNode
}

/** Around every chart: its title and key, the same data as a table, and every way to take it along. */
export function ChartFrame({
  title,
  subject,
  keys,
  table,
  shownTable = table,
  drawing,
  note,
  children,
}: Props) {
  const { notices } = useApp()
  const t = useTranslator()
  const [asTable, setAsTable] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const titleId = useId()
  const wholeTitle = `${subject}: ${title}`

  const picture = () => {
    if (drawing !== undefined) return drawing()
    const chart = body.current?.querySelector('svg')
    if (!chart) throw new Error(t.text('chart.no'))
    return pictureOf(chart, wholeTitle, keys)
  }
  const attempt = (act: () => Promise<void> | void, done: string | null) => async () => {
    try {
      await act()
      if (done !== null) notices.show({ tone: 'info', text: done })
    } catch (error) {
      notices.showError(toErrorShape(error))
    }
  }
  const blocked = asTable && drawing === undefined ? t.text('chart.no') : undefined
  return (
    <figure className={styles.frame} aria-labelledby={titleId}>
      <figcaption className={styles.head}>
        <h2 id={titleId}>{title}</h2>
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
        <span className={styles.tools}>
          <IconButton
            small
            label={t.text(asTable ? 'chart.show.chart' : 'chart.show.table')}
            icon={asTable ? <ChartArea size={14} /> : <Table size={14} />}
            onClick={() => setAsTable(!asTable)}
          />
          <Menu
            label={t.text('chart.export')}
            trigger={<IconButton small label={t.text('chart.export')} icon={<Ellipsis size={14} />} />}
            entries={[
              {
                label: t.text('chart.png'),
                icon: <FileImage size={16} />,
                disabledBecause: blocked,
                run: attempt(
                  async () => downloadBlob(await pngOf(picture()), fileName(wholeTitle, 'png')),
                  null,
                ),
              },
              {
                label: t.text('chart.svg'),
                icon: <Image size={16} />,
                disabledBecause: blocked,
                run: attempt(
                  () =>
                    downloadBlob(
                      new Blob([picture()], { type: 'image/svg+xml' }),
                      fileName(wholeTitle, 'svg'),
                    ),
                  null,
                ),
              },
              {
                label: t.text('chart.csv'),
                icon: <Sheet size={16} />,
                run: attempt(
                  () =>
                    downloadBlob(
                      new Blob([toCsv(made(table))], { type: 'text/csv' }),
                      fileName(wholeTitle, 'csv'),
                    ),
                  null,
                ),
              },
              {
                label: t.text('chart.copy.table'),
                icon: <Clipboard size={16} />,
                run: attempt(
                  () => navigator.clipboard.writeText(toTabs(made(table))),
                  t.text('chart.copied'),
                ),
              },
              {
                label: t.text('chart.copy.picture'),
                icon: <Clipboard size={16} />,
                disabledBecause: blocked,
                run: attempt(
                  async () =>
                    navigator.clipboard.write([new ClipboardItem({ 'image/png': await pngOf(picture()) })]),
                  t.text('chart.copied'),
                ),
              },
            ]}
          />
        </span>
      </figcaption>
      {asTable ? <ChartData table={made(shownTable)} title={title} /> : <div ref={body}>{children}</div>}
      {note !== undefined && <div className={styles.note}>{note}</div>}
    </figure>
  )
}

function made(table: ChartTable | (() => ChartTable)): ChartTable {
  return typeof table === 'function' ? table() : table
}

function ChartData({ table, title }: { table: ChartTable; title: string }) {
  const t = useTranslator()
  return (
    <ScrollRegion className={styles.data} aria-label={title}>
      <table>
        <thead>
          <tr>
            {table.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={String(row[0])}>
              {row.map((cell, column) => (
                <td key={table.columns[column]} dir={typeof cell === 'string' ? 'auto' : undefined}>
                  {cell === null ? '–' : typeof cell === 'number' ? t.numbers.axis(cell) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
