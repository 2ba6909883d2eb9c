import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { Result } from '#shared/contract/operations.ts'
import { useApp, useTranslator } from '../../app/context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Field, TextInput } from '../../components/Field.tsx'
import { ErrorPanel } from '../../components/States.tsx'
import { daysOf, LEAST_DAYS, MOST_DAYS } from './retention-draft.ts'
import styles from './storage.module.css'

type Preview = Result<'retention.preview'>
const PREVIEW_AFTER_MS = 250

/** For how long rows and their counts are kept, and what a change would remove at once. */
export function Retention() {
  const { settings } = useApp()
  const t = useTranslator()
  const { retention_rows_days: rowsNow, retention_profiles_days: profilesNow } = useStore(settings)
  return (
    <RetentionForm
      key={`${rowsNow} ${profilesNow}`}
      rowsNow={rowsNow}
      profilesNow={profilesNow}
      title={t.text('storage.retention')}
    />
  )
}

function RetentionForm({
  rowsNow,
  profilesNow,
  title,
}: {
  rowsNow: number
  profilesNow: number
  title: string
}) {
  const { client, settings } = useApp()
  const t = useTranslator()
  const [rows, setRows] = useState(String(rowsNow))
  const [profiles, setProfiles] = useState(String(profilesNow))
  const [preview, setPreview] = useState<Preview | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const [asking, setAsking] = useState(false)
  const rowsDays = daysOf(rows)
  const profilesDays = daysOf(profiles)
  const bad = t.text('storage.days.bad', { least: LEAST_DAYS, most: MOST_DAYS })
  const shorter = rowsDays !== null && profilesDays !== null && profilesDays < rowsDays
  const unchanged = rowsDays === rowsNow && profilesDays === profilesNow
  const blocked =
    rowsDays === null || profilesDays === null
      ? bad
      : shorter
        ? t.text('storage.days.shorter')
        : unchanged
          ? t.text('modelMapping.unchanged')
          : undefined

  useEffect(() => {
    setPreview(null)
    setError(null)
    if (rowsDays === null || profilesDays === null) return
    let late = false
    const timer = setTimeout(() => {
      client.query('retention.preview', { rows_days: rowsDays, profiles_days: profilesDays }).then(
        (answer) => {
          if (!late) setPreview(answer)
        },
        (failure: unknown) => {
          if (!late) setError(toErrorShape(failure))
        },
      )
    }, PREVIEW_AFTER_MS)
    return () => {
      late = true
      clearTimeout(timer)
    }
  }, [client, rowsDays, profilesDays])

  const save = () => {
    setAsking(false)
    if (rowsDays === null || profilesDays === null) return
    void settings.change({ retention_rows_days: rowsDays, retention_profiles_days: profilesDays })
  }
  const removes = preview !== null && preview.rows + preview.profiles > 0
  return (
    <section className={styles.section} aria-labelledby="retention">
      <h2 id="retention">{title}</h2>
      <p className={styles.hint}>{t.text('storage.retention.about')}</p>
      <div className={styles.pair}>
        <Field label={t.text('storage.rows.days')} fault={rowsDays === null ? bad : undefined}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              value={rows}
              onChange={(event) => setRows(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t.text('storage.profiles.days')}
          fault={profilesDays === null ? bad : shorter ? t.text('storage.days.shorter') : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              value={profiles}
              onChange={(event) => setProfiles(event.target.value)}
            />
          )}
        </Field>
      </div>
      {error !== null && <ErrorPanel error={error} />}
      <p role="status" className={styles.preview}>
        {preview === null ? '' : <PreviewText preview={preview} />}
      </p>
      <div>
        <Button disabledBecause={blocked} onClick={() => (removes ? setAsking(true) : save())}>
          {t.text('storage.retention.save')}
        </Button>
      </div>
      {asking && preview !== null && (
        <Dialog title={t.text('storage.retention.save')} onClose={() => setAsking(false)}>
          <div className={styles.dialog}>
            <p>
              <PreviewText preview={preview} />
            </p>
            <p>{t.text('storage.retention.final')}</p>
            <div className={styles.actions}>
              <Button onClick={() => setAsking(false)}>{t.text('action.cancel')}</Button>
              <Button look="primary" onClick={save}>
                {t.text('storage.retention.remove')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  )
}

function PreviewText({ preview: { rows, bytes, logs, profiles } }: { preview: Preview }) {
  const t = useTranslator()
  if (rows === 0 && profiles === 0) return t.text('storage.preview.none')
  const parts = [
    rows > 0 && t.text('storage.preview.rows', { count: logs, rows, size: t.numbers.bytes(bytes) }),
    profiles > 0 && t.text('storage.preview.profiles', { count: profiles }),
  ]
  return parts.filter(Boolean).join(' ')
}
