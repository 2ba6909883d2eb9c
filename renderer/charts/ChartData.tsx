import { useTranslator } from '../app/context.ts'
import { ScrollRegion } from '../components/ScrollRegion.tsx'
import type { ChartTable } from './csv.ts'
import styles from './frame.module.css'
import { shownCell } from './shown-cell.ts'

/** The data of a chart as a table, as far as it can be scrolled. */
export function ChartData({ table, title }: { table: ChartTable; title: string }) {
  const t = useTranslator()
  const alignments = table.columns.map((_, column) =>
    table.rows.some((row) => typeof row[column] === 'string') ? styles.words : undefined,
  )
  return (
    <ScrollRegion className={styles.data} aria-label={title}>
      <table>
        <thead>
          <tr>
            {table.columns.map((name, column) => (
              <th key={name} scope="col" className={alignments[column]}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(table.rows).map(({ key, row }) => (
            <tr key={key}>
              {row.map((cell, column) => (
                <td
                  key={table.columns[column]}
                  className={alignments[column]}
                  dir={typeof cell === 'string' ? 'auto' : undefined}
                >
                  {shownCell(t, cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** Rows with a key of their own; rows that say the same are told apart by their place. */
function keyed(
  rows: ChartTable['rows'],
): { readonly key: string; readonly row: ChartTable['rows'][number] }[] {
  return rows.map((row, place) => ({ key: `${place} ${row[0]}`, row }))
}
