import { Clock, Columns3, Gauge, Rows3, Server, SquareDashed, Tag } from 'lucide-react'
import { useTranslator } from '../../app/context.ts'
import type { BoardGroup, QualityGroup } from './board.ts'
import styles from './quality.module.css'
import { SeverityMark } from './severity.tsx'

const ICON = {
  schema: Columns3,
  missing: SquareDashed,
  values: Gauge,
  time: Clock,
  volume: Rows3,
  service: Server,
  other: Tag,
} as const satisfies Record<QualityGroup, unknown>

/** What was looked at: a tile for each kind of check with its worst finding, or that nothing was found. */
export function QualityTiles({ groups }: { groups: readonly BoardGroup[] }) {
  const t = useTranslator()
  return (
    <section aria-labelledby="checked">
      <h2 id="checked" className="visually-hidden">
        {t.text('board.checked')}
      </h2>
      <ul className={styles.tiles}>
        {groups.map((group) => {
          const Icon = ICON[group.group]
          return (
            <li key={group.group} className={styles.tile}>
              <span className={styles.tileName}>
                <Icon size={14} aria-hidden="true" />
                {t.text(`board.${group.group}`)}
              </span>
              <TileState group={group} />
              <span className={styles.about}>{t.text(`board.${group.group}.about`)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function TileState({ group: { group, findings, checked } }: { group: BoardGroup }) {
  const t = useTranslator()
  const [worst] = findings
  if (worst !== undefined) {
    return (
      <a
        className={styles.tileState}
        href={`#findings-${group}`}
        onClick={(event) => {
          // The address of the page is the app's own, so the jump is made by hand.
          event.preventDefault()
          const heading = document.getElementById(`findings-${group}`)
          heading?.scrollIntoView({ block: 'start' })
          heading?.focus({ preventScroll: true })
        }}
      >
        <SeverityMark severity={worst.severity} />
        {t.text('findings', { count: findings.length })}
      </a>
    )
  }
  if (!checked && (group === 'time' || group === 'service')) {
    return <span className={styles.unchecked}>{t.text(`board.unchecked.${group}`)}</span>
  }
  return <span className={styles.clear}>{t.text('board.clear')}</span>
}
