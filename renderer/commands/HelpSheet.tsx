import { useApp, useTranslator } from '../app/context.ts'
import { Dialog } from '../components/Dialog.tsx'
import type { PlainKey } from '../i18n/english.ts'
import { viewOf } from '../stores/routes.ts'
import styles from './commands.module.css'
import { KeyCaps } from './KeyCaps.tsx'
import { COMMANDS, type CommandGroup } from './registry.ts'

const GROUPS: readonly (readonly [CommandGroup, PlainKey])[] = [
  ['view', 'help.here'],
  ['go', 'help.go'],
  ['window', 'help.window'],
]

/** The keys of where the person is. */
export function HelpSheet() {
  const app = useApp()
  const t = useTranslator()
  const { view } = app.navigation.getState().route
  const viewKeys = viewOf(view)?.keys ?? []
  return (
    <Dialog wide title={t.text('help.title')} onClose={() => app.overlay.setState({ overlay: null })}>
      <div className={styles.sheet}>
        {GROUPS.map(([group, heading]) => {
          const commands = COMMANDS.filter(
            (command) => command.group === group && command.keys !== undefined && command.available(app),
          )
          const extra = group === 'view' ? viewKeys : []
          if (commands.length + extra.length === 0) return null
          return (
            <section key={group}>
              <h3>{t.text(heading)}</h3>
              <dl className={styles.keys}>
                {[...commands.map(({ keys, title }) => [keys ?? '', title] as const), ...extra].map(
                  ([keys, title]) => (
                    <div key={title} className={styles.keyRow}>
                      <dt>{t.text(title)}</dt>
                      <dd>
                        <KeyCaps keys={keys} />
                      </dd>
                    </div>
                  ),
                )}
              </dl>
            </section>
          )
        })}
      </div>
    </Dialog>
  )
}
