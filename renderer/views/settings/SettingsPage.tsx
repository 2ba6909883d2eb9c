import { useStore } from 'zustand'
import { BACKEND_CHOICES } from '#shared/contract/backend-choice.ts'
import { NOTIFICATION_CHOICES, THEMES } from '#shared/contract/operations.ts'
import { useApp, useQuery, useTranslator } from '../../app/context.ts'
import { Page } from '../../app/frame/Page.tsx'
import { buttonClass } from '../../components/Button.tsx'
import { Said } from '../../components/Said.tsx'
import { Segmented } from '../../components/Segmented.tsx'
import { Select } from '../../components/Select.tsx'
import { LANGUAGES } from '../../i18n/languages.ts'
import { formatRoute } from '../../stores/routes.ts'
import { Diagnostics } from './Diagnostics.tsx'
import { Section, Setting } from './Section.tsx'

const MOST_WORKERS = 16
/** No number chosen: one a core. */
const AUTOMATIC = 'auto'

/** How the window looks and speaks, on what it computes, what it keeps and tells, and whether all it needs is there. */
export function SettingsPage() {
  const { settings } = useApp()
  const t = useTranslator()
  const now = useStore(settings)
  const { data: capabilities } = useQuery('app.capabilities', {})
  const { data: secrets } = useQuery('secrets.place', {})
  const { data: doctor } = useQuery('app.doctor', {})
  const device = doctor?.checks.find(({ name }) => name === 'webgpu')
  const running = capabilities?.workers
  return (
    <Page title={t.text('settings.title')} headline={t.text('settings.title')}>
      <Section id="looks" title={t.text('settings.looks')}>
        <Setting name={t.text('settings.theme')}>
          <Segmented
            label={t.text('settings.theme')}
            value={now.theme}
            options={THEMES.map((value) => ({ value, label: t.text(`settings.theme.${value}`) }))}
            onChange={(theme) => void settings.change({ theme })}
          />
        </Setting>
        <Setting name={t.text('settings.density')}>
          <Segmented
            label={t.text('settings.density')}
            value={now.density}
            options={[
              { value: 'comfortable', label: t.text('settings.density.comfortable') },
              { value: 'compact', label: t.text('settings.density.compact') },
            ]}
            onChange={(density) => void settings.change({ density })}
          />
        </Setting>
        <Setting name={t.text('settings.language')}>
          <Segmented
            label={t.text('settings.language')}
            value={now.language}
            options={Object.entries(LANGUAGES).map(([tag, name]) => ({
              value: tag,
              label: name,
              language: tag,
            }))}
            onChange={(language) => void settings.change({ language })}
          />
        </Setting>
      </Section>
      <Section id="compute" title={t.text('settings.compute')}>
        <Setting
          name={t.text('settings.backend')}
          hint={
            <>
              {t.text(`settings.backend.${now.backend}.hint`)}{' '}
              {now.backend !== 'cpu' && device?.ok === false && <Said>{device.detail}</Said>}
            </>
          }
        >
          <Segmented
            label={t.text('settings.backend')}
            value={now.backend}
            options={BACKEND_CHOICES.map((value) => ({ value, label: t.text(`settings.backend.${value}`) }))}
            onChange={(backend) => void settings.change({ backend })}
          />
        </Setting>
        <Setting
          name={t.text('settings.workers')}
          hint={
            running === undefined
              ? t.text('settings.workers.hint')
              : t.text('settings.workers.now', { count: running })
          }
        >
          <Select
            label={t.text('settings.workers')}
            value={now.workers === null ? AUTOMATIC : String(now.workers)}
            options={[
              { value: AUTOMATIC, label: t.text('settings.workers.auto') },
              ...Array.from({ length: MOST_WORKERS }, (_, index) => ({
                value: String(index + 1),
                label: t.numbers.count(index + 1),
              })),
            ]}
            onChange={(value) =>
              void settings.change({ workers: value === AUTOMATIC ? null : Number(value) })
            }
          />
        </Setting>
      </Section>
      <Section id="kept" title={t.text('settings.kept')}>
        <Setting name={t.text('settings.retention.rows')}>
          {t.numbers.duration(now.retention_rows_days * 86_400)}
        </Setting>
        <Setting name={t.text('settings.retention.profiles')}>
          {t.numbers.duration(now.retention_profiles_days * 86_400)}
        </Setting>
        {secrets !== undefined && (
          <Setting name={t.text('settings.secrets')} hint={t.text(`secrets.place.${secrets.next}.hint`)}>
            {t.text(`secrets.place.${secrets.next}`)}
          </Setting>
        )}
        <div>
          <a className={buttonClass('plain')} href={formatRoute({ view: 'storage', page: 1 })}>
            {t.text('settings.kept.open')}
          </a>
        </div>
      </Section>
      <Section id="notifications" title={t.text('settings.told')}>
        <Setting
          name={t.text('settings.notifications')}
          hint={t.text(`settings.notifications.${now.notifications}.hint`)}
        >
          <Segmented
            label={t.text('settings.notifications')}
            value={now.notifications}
            options={NOTIFICATION_CHOICES.map((value) => ({
              value,
              label: t.text(`settings.notifications.${value}`),
            }))}
            onChange={(notifications) => void settings.change({ notifications })}
          />
        </Setting>
      </Section>
      <Diagnostics />
    </Page>
  )
}
