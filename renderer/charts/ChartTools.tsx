import { ChartArea, Clipboard, Ellipsis, FileImage, Image, Sheet, Table } from 'lucide-react'
import { toErrorShape } from '#shared/contract/errors.ts'
import { useApp, useTranslator } from '../app/context.ts'
import { IconButton } from '../components/Button.tsx'
import { Menu } from '../components/Menu.tsx'
import { type ChartTable, fileName, toCsv, toTabs } from './csv.ts'
import { downloadBlob } from './download.ts'
import styles from './frame.module.css'
import { pngOf } from './picture.ts'

type Props = {
  /** What the chart shows and of what, for files that stand alone. */
  title: string
  table(): ChartTable
  /** The chart as an SVG that stands alone; null while there is none to take. */
  picture: (() => string) | null
  asTable: boolean
  onTable(asTable: boolean): void
  /** One button, with the table among the entries of its menu. */
  compact?: boolean
}

/** What can be done with any chart: its data as a table, PNG, SVG, CSV and copies of both. */
export function ChartTools({ title, table, picture, asTable, onTable, compact = false }: Props) {
  const { notices } = useApp()
  const t = useTranslator()
  const attempt = (act: () => Promise<void> | void, done: string | null) => async () => {
    try {
      await act()
      if (done !== null) notices.show({ tone: 'info', text: done })
    } catch (error) {
      notices.showError(toErrorShape(error))
    }
  }
  const save = (content: Blob, extension: string) => downloadBlob(content, fileName(title, extension))
  const blocked = picture === null ? t.text('chart.no') : undefined
  const drawn = (act: (picture: string) => Promise<void> | void, done: string | null) =>
    attempt(() => (picture === null ? undefined : act(picture())), done)
  const shown = t.text(asTable ? 'chart.show.chart' : 'chart.show.table')
  return (
    <span className={styles.tools}>
      {!compact && (
        <IconButton
          small
          label={shown}
          icon={asTable ? <ChartArea size={14} /> : <Table size={14} />}
          onClick={() => onTable(!asTable)}
        />
      )}
      <Menu
        label={t.text('chart.export')}
        trigger={<IconButton small label={t.text('chart.export')} icon={<Ellipsis size={14} />} />}
        entries={[
          ...(compact ? [{ label: shown, icon: <Table size={16} />, run: () => onTable(!asTable) }] : []),
          {
            label: t.text('chart.png'),
            icon: <FileImage size={16} />,
            disabledBecause: blocked,
            run: drawn(async (svg) => save(await pngOf(svg), 'png'), null),
          },
          {
            label: t.text('chart.svg'),
            icon: <Image size={16} />,
            disabledBecause: blocked,
            run: drawn((svg) => save(new Blob([svg], { type: 'image/svg+xml' }), 'svg'), null),
          },
          {
            label: t.text('chart.csv'),
            icon: <Sheet size={16} />,
            run: attempt(() => save(new Blob([toCsv(table())], { type: 'text/csv' }), 'csv'), null),
          },
          {
            label: t.text('chart.copy.table'),
            icon: <Clipboard size={16} />,
            run: attempt(() => navigator.clipboard.writeText(toTabs(table())), t.text('chart.copied')),
          },
          {
            label: t.text('chart.copy.picture'),
            icon: <Clipboard size={16} />,
            disabledBecause: blocked,
            run: drawn(
              async (svg) =>
                navigator.clipboard.write([new ClipboardItem({ 'image/png': await pngOf(svg) })]),
              t.text('chart.copied'),
            ),
          },
        ]}
      />
    </span>
  )
}
