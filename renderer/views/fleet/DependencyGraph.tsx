import { useId, useRef } from 'react'
import type { FleetDocument, FleetEdge } from '#shared/contract/documents/fleet.ts'
import { useTranslator } from '../../app/context.ts'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { shorten } from '../../charts/shorten.ts'
import { useWidth } from '../../charts/use-width.ts'
import { Slider } from '../../components/Slider.tsx'
import styles from './fleet.module.css'
import { layoutGraph } from './graph-layout.ts'
import { psiLevel } from './psi-level.ts'

const NODE_HEIGHT = 36
const NODE_WIDTH = 180
const ROW = 64
const ALONE_GAP = 16
/** The course of each model is in the chart below. */
const MOST_ALONE = 24
const TOP = 16

/** Models and what they take from each other; the slider moves through time, and drift is seen to flow. */
export function DependencyGraph({
  document,
  at,
  onMove,
}: {
  document: FleetDocument
  at: number
  onMove(at: number): void
}) {
  const t = useTranslator()
  const arrow = useId()
  const stage = useRef<HTMLDivElement>(null)
  const width = useWidth(stage)
  const { models, edges, members, timeline } = document
  const { linked, alone } = layoutGraph(models, edges)
  const layers = Math.max(1, ...linked.map(({ layer }) => layer + 1))
  const rows = Math.max(0, ...linked.map(({ row }) => row + 1))
  const column = Math.max(1, width) / layers
  const nodeWidth = Math.min(NODE_WIDTH, column - 56)
  const across = Math.max(1, Math.floor(width / (NODE_WIDTH + ALONE_GAP)))
  const shownAlone = alone.slice(0, MOST_ALONE)
  const below = TOP + rows * ROW
  const place = new Map([
    ...linked.map(
      ({ model, layer, row }) =>
        [
          model,
          { x: column * layer + (column - nodeWidth) / 2, y: TOP + row * ROW + (layer % 2) * 14 },
        ] as const,
    ),
    ...shownAlone.map(
      (model, index) =>
        [
          model,
          {
            x: (index % across) * (NODE_WIDTH + ALONE_GAP),
            y: below + Math.floor(index / across) * (NODE_HEIGHT + ALONE_GAP),
          },
        ] as const,
    ),
  ])
  const height = below + Math.ceil(shownAlone.length / across) * (NODE_HEIGHT + ALONE_GAP) + 8
  const drift = new Map(members.map((member) => [member.model, member.drift[at]]))
  return (
    <ChartFrame
      title={t.text('fleet.graph')}
      subject={t.text('view.fleet')}
      keys={[]}
      table={{
        columns: [
          t.text('fleet.graph.table.from'),
          t.text('fleet.graph.table.to'),
          t.text('fleet.graph.table.drift'),
          t.text('fleet.graph.table.lag'),
        ],
        rows: edges.map((edge) => [
          edge.from,
          edge.to,
          t.text(edge.drift ? 'fleet.seen' : 'fleet.unseen'),
          edge.lag_hours,
        ]),
      }}
      note={
        <p>
          {edges.length > 0 && t.text('fleet.graph.note')} {alone.length > 0 && t.text('fleet.graph.alone')}
          {alone.length > MOST_ALONE &&
            ` ${t.text('fleet.graph.alone.more', { count: alone.length - MOST_ALONE })}`}
        </p>
      }
    >
      {timeline.length > 1 && members.some((member) => member.drift.some((psi) => psi !== null)) && (
        <Slider
          label={t.text('fleet.graph.time')}
          value={at}
          min={0}
          max={timeline.length - 1}
          step={1}
          shown={t.numbers.time(timeline[at] ?? timeline[0], 'UTC')}
          onChange={onMove}
        />
      )}
      <div ref={stage}>
        {width > 0 && (
          <svg
            className={styles.graph}
            width={width}
            height={height}
            role="img"
            aria-label={t.text('fleet.graph')}
          >
            <defs>
              <marker
                id={arrow}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerUnits="userSpaceOnUse"
                markerWidth="10"
                markerHeight="10"
                orient="auto"
              >
                <path d="M0 0 L8 4 L0 8 Z" className={styles.head} />
              </marker>
            </defs>
            {edges.map((edge) => {
              const from = place.get(edge.from)
              const to = place.get(edge.to)
              if (from === undefined || to === undefined) return null
              const start = { x: from.x + nodeWidth, y: from.y + NODE_HEIGHT / 2 }
              const end = { x: to.x - 2, y: to.y + NODE_HEIGHT / 2 }
              const bend = (end.x - start.x) / 2
              const flows = edge.drift && psiLevel(drift.get(edge.from)) !== 'none'
              return (
                <g
                  key={`${edge.from} ${edge.to}`}
                  className={edge.drift ? (flows ? styles.flowing : styles.edge) : styles.only}
                  data-tip={[
                    `${edge.from} → ${edge.to}`,
                    t.text(edge.drift ? 'fleet.seen' : 'fleet.unseen'),
                    ...(edge.lag_hours === null ? [] : [lagWords(t, edge)]),
                  ].join('\n')}
                >
                  <path
                    d={`M${start.x} ${start.y} C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`}
                    markerEnd={`url(#${arrow})`}
                  />
                  {edge.lag_hours !== null && (
                    <text x={(start.x + end.x) / 2} y={(start.y + end.y) / 2 - 8} textAnchor="middle">
                      {lagWords(t, edge)}
                    </text>
                  )}
                </g>
              )
            })}
            {[...place].map(([model, at]) => {
              const psi = drift.get(model)
              return (
                <g key={model} className={styles[psiLevel(psi)]} data-tip={`${model}\n${psiWords(t, psi)}`}>
                  <rect
                    className={styles.node}
                    x={at.x}
                    y={at.y}
                    width={nodeWidth}
                    height={NODE_HEIGHT}
                    rx="6"
                  />
                  <rect className={styles.level} x={at.x} y={at.y} width="6" height={NODE_HEIGHT} rx="3" />
                  <text className={styles.model} x={at.x + 14} y={at.y + 16}>
                    {clipped(model, nodeWidth)}
                  </text>
                  <text className={styles.psi} x={at.x + 14} y={at.y + 30}>
                    {psiWords(t, psi)}
                  </text>
                </g>
              )
            })}
          </svg>
        )}
      </div>
    </ChartFrame>
  )
}

function lagWords(t: ReturnType<typeof useTranslator>, { lag_hours }: FleetEdge): string {
  const hours = lag_hours ?? 0
  return hours < 48
    ? t.text('fleet.lag.hours', { value: t.numbers.axis(hours) })
    : t.text('fleet.lag.days', { value: t.numbers.axis(hours / 24) })
}

function psiWords(t: ReturnType<typeof useTranslator>, psi: number | null | undefined): string {
  return psi === null || psi === undefined ? '—' : `${t.text('fleet.timeline.psi')} ${t.numbers.measure(psi)}`
}

function clipped(model: string, width: number): string {
  return shorten(model, Math.max(4, Math.floor((width - 28) / 8)))
}
