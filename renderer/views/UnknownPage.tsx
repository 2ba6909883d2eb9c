import { useTranslator } from '../app/context.ts'
import { Page } from '../app/frame/Page.tsx'
import { buttonClass } from '../components/Button.tsx'

/** A link that leads nowhere. */
export function UnknownPage() {
  const t = useTranslator()
  return (
    <Page title={t.text('unknown.title')} headline={t.text('unknown.headline')}>
      <p>
        <a href="#/" className={buttonClass('plain')}>
          {t.text('unknown.start')}
        </a>
      </p>
    </Page>
  )
}
