import { useQuery, useTranslator } from '../../app/context.ts'
import { Said } from '../../components/Said.tsx'
import { labelDelayOf } from './label-delay.ts'

/** How fast labels of a model come, in words; asked for by itself, since it reads the keys of the rows. */
export function LabelWords({ model, labels }: { model: string; labels: 'none' | 'with_log' | 'later' }) {
  const t = useTranslator()
  return labels === 'none' ? (
    t.text('models.labels.none')
  ) : (
    <Counted model={model} timed={labels === 'later'} />
  )
}

function Counted({ model, timed }: { model: string; timed: boolean }) {
  const t = useTranslator()
  const { data, error } = useQuery('labels.maturity', { model })
  if (error !== undefined)
    return (
      <span>
        <Said>{error.message}</Said>
      </span>
    )
  if (data === undefined) return t.text('models.labels.waiting')
  const delay = labelDelayOf(data)
  if (delay === null) return t.text('models.labels.none')
  const share = t.numbers.share(delay.share)
  return timed && delay.medianSeconds !== null
    ? t.text('models.labels.delay', { share, delay: t.numbers.duration(delay.medianSeconds) })
    : t.text('models.labels.share', { share })
}
