import type { BreakerReplay } from '#shared/contract/documents/breaker.ts'
import { useTranslator } from '../../app/context.ts'
import { BreakerLabel } from '../../components/BreakerMark.tsx'
import tables from '../../components/plain-table.module.css'
import { ScrollRegion } from '../../components/ScrollRegion.tsx'

/** What several policies would have done with the same rows, side by side. */
export function ReplayTable({ replays }: { replays: readonly BreakerReplay[] }) {
  const t = useTranslator()
  const { count, duration, measure } = t.numbers
  const lines: readonly (readonly [string, (replay: BreakerReplay) => string])[] = [
    [
      t.text('breakers.replay.trips'),
      ({ trips, false_trips }) =>
        t.text('breakers.replay.trips.value', { trips: count(trips), wrong: count(false_trips) }),
    ],
    [
      t.text('breakers.replay.delay'),
      ({ seconds_to_trip }) => (seconds_to_trip === null ? '–' : duration(seconds_to_trip)),
    ],
    [t.text('breakers.replay.spared'), ({ rows_spared }) => count(rows_spared)],
    [t.text('breakers.replay.wrong'), ({ wrong_rows_spared }) => count(wrong_rows_spared)],
    [t.text('breakers.replay.blocked'), ({ good_rows_blocked }) => count(good_rows_blocked)],
    [t.text('breakers.replay.routed'), ({ routed_to_people }) => count(routed_to_people)],
    [
      t.text('breakers.replay.money'),
      ({ money }) =>
        money === null ? '–' : `${measure(money.wrong_spared)} / ${measure(money.good_blocked)}`,
    ],
  ]
  return (
    <ScrollRegion className={tables.scroll} aria-label={t.text('breakers.replay')}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t.text('breakers.policy')}</th>
            {replays.map(({ policy }) => (
              <th key={policy} scope="col" className={tables.number}>
                {policy}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, shown]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {replays.map((replay) => (
                <td key={replay.policy} className={tables.number}>
                  {shown(replay)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t.text('breakers.replay.end')}</th>
            {replays.map(({ policy, final_state }) => (
              <td key={policy} className={tables.number}>
                <BreakerLabel state={final_state} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  )
}
