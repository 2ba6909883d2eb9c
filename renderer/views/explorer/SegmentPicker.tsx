import type { Segment } from '#shared/contract/documents/model.ts'
import { useQuery, useTranslator } from '../../app/context.ts'
import { shorten } from '../../charts/shorten.ts'
import { Select } from '../../components/Select.tsx'

const ALL = ''

/** Which slice of the population is looked at: values of columns that have few. */
export function SegmentPicker({
  model,
  segment,
  onPick,
}: {
  model: string
  segment: Segment | null
  onPick(segment: Segment | null): void
}) {
  const t = useTranslator()
  const { data } = useQuery('models.segments', { model })
  const slices = (data?.columns ?? []).flatMap(({ column, values }) =>
    values.map(({ value, rows }) => ({ slice: { column, value }, rows })),
  )
  if (segment !== null && !slices.some(({ slice }) => keyOf(slice) === keyOf(segment))) {
    slices.unshift({ slice: segment, rows: 0 })
  }
  if (slices.length === 0) return null
  return (
    <Select
      label={t.text('explorer.segment')}
      shownLabel
      value={segment === null ? ALL : keyOf(segment)}
      options={[
        { value: ALL, label: t.text('explorer.segment.all') },
        ...slices.map(({ slice, rows }) => ({
          value: keyOf(slice),
          label: `${shorten(`${slice.column} = ${slice.value}`, LONGEST)}${rows > 0 ? ` · ${t.numbers.count(rows)}` : ''}`,
        })),
      ]}
      onChange={(key) => onPick(slices.find(({ slice }) => keyOf(slice) === key)?.slice ?? null)}
    />
  )
}

function keyOf({ column, value }: Segment): string {
  return JSON.stringify([column, value])
}

const LONGEST = 60
