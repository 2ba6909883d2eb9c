import { useState } from 'react'
import type { ModelSpine } from '#shared/contract/documents/model.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartData } from '../../charts/ChartData.tsx'
import { ChartTools } from '../../charts/ChartTools.tsx'
import { svgPen } from '../../charts/svg-pen.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { readColours } from '../time/colours.ts'
import { labelledBuckets } from './geometry.ts'
import { paintLanes, SPINE_HEIGHT, type SpineDrawing } from './paint-spine.ts'
import styles from './spine.module.css'
import { spineTable } from './spine-table.ts'
import { TICK_ROOM, tickWords } from './words.ts'

/** A picture does not depend on the window in which it was made. */
const WIDTH = 1200
const HEAD = 24

/** The course of a model as a table and to be taken along, as that of any other chart. */
export function SpineTools({ spine, labelled, onsets }: Omit<SpineDrawing, 'width' | 'ticks'>) {
  const t = useTranslator()
  const [asTable, setAsTable] = useState(false)
  const title = t.text('spine.label', { model: spine.model })
  const table = () => spineTable(t, spine, labelled)
  const picture = () => spinePicture(t, title, { spine, labelled, onsets })
  return (
    <>
      <ChartTools
        compact
        title={title}
        table={table}
        picture={picture}
        asTable={asTable}
        onTable={setAsTable}
      />
      {asTable && (
        <Dialog wide title={title} onClose={() => setAsTable(false)}>
          <div className={styles.sheet}>
            <ChartData table={table()} title={title} />
          </div>
        </Dialog>
      )}
    </>
  )
}

function spinePicture(
  t: ReturnType<typeof useTranslator>,
  title: string,
  drawing: { readonly spine: ModelSpine } & Omit<SpineDrawing, 'width' | 'ticks'>,
): string {
  const { buckets } = drawing.spine
  const height = SPINE_HEIGHT + HEAD
  const colours = readColours()
  const screen = document.createElement('canvas').getContext('2d')
  const pen = svgPen({ width: WIDTH, height }, (text) => {
    if (screen === null) throw new Error(t.text('chart.no'))
    screen.font = pen.font
    return screen.measureText(text)
  })
  pen.fillStyle = colours.surface
  pen.fillRect(0, 0, WIDTH, height)
  paintLanes(
    pen,
    {
      ...drawing,
      width: WIDTH,
      ticks: labelledBuckets(buckets.length, WIDTH / buckets.length, TICK_ROOM).map((bucket) => ({
        bucket,
        text: tickWords(t, drawing.spine, bucket),
      })),
    },
    colours,
  )
  pen.fillStyle = colours.text
  pen.fillText(title, 8, SPINE_HEIGHT + 14)
  return pen.svg()
}
