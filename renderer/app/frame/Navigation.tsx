import { useStore } from 'zustand'
import { type Destination, placeOf, standings } from '../../commands/destinations.ts'
import { keysText } from '../../commands/KeyCaps.tsx'
import { DataName } from '../../components/text.tsx'
import { formatRoute, type Route, viewOf } from '../../stores/routes.ts'
import { useApp, useRoute, useTranslator } from '../context.ts'
import styles from './navigation.module.css'

/** The views: those of the workspace, then those of the model or the comparison that is looked at. */
export function Navigation() {
  const app = useApp()
  const t = useTranslator()
  const { subject } = useStore(app.navigation)
  // What is available depends on what is being prepared.
  useStore(app.comparison)
  const workspace = standings('workspace')
  const foot = ({ standing }: Destination) => standing.level === 'workspace' && standing.foot === true
  return (
    <nav className={styles.nav} aria-label={t.text('nav.label')}>
      <ul className={styles.list}>
        {workspace
          .filter((one) => !foot(one))
          .map((one) => (
            <Item key={one.view} destination={one} />
          ))}
      </ul>
      {subject !== null && (
        <section className={styles.section} aria-labelledby="nav-subject">
          <h2 id="nav-subject" className={styles.heading}>
            {subject.kind === 'model' ? <DataName clip>{subject.model}</DataName> : t.text('nav.run')}
          </h2>
          <ul className={styles.list}>
            {standings(subject.kind).map((one) => (
              <Item key={one.view} destination={one} />
            ))}
          </ul>
        </section>
      )}
      <ul className={styles.last}>
        {workspace.filter(foot).map((one) => (
          <Item key={one.view} destination={one} />
        ))}
      </ul>
    </nav>
  )
}

function Item({ destination }: { destination: Destination }) {
  const app = useApp()
  const route = placeOf(destination, useStore(app.navigation))
  if (route === null || destination.standing.available?.(app) === false) return null
  return <ItemLink key={formatRoute(route)} destination={destination} route={route} />
}

function ItemLink({ destination: { view, standing }, route }: { destination: Destination; route: Route }) {
  const t = useTranslator()
  const now = useRoute().view
  const keys = keysText(standing.keys)
  const question = t.text(standing.question)
  const Icon = standing.icon
  return (
    <li>
      <a
        href={formatRoute(route)}
        className={styles.item}
        aria-current={now === view ? 'page' : viewOf(now)?.under === view ? 'true' : undefined}
        title={keys === undefined ? question : `${question} (${keys})`}
      >
        <Icon size={16} aria-hidden="true" />
        <span className={styles.label}>{t.text(standing.label)}</span>
        <span className="visually-hidden">{question}</span>
        {standing.useCount !== undefined && <Count use={standing.useCount} place={route} />}
      </a>
    </li>
  )
}

/** The hook of a view's count; a view has one or not for good, so it is in a component of its own. */
function Count({ use, place }: { use(place: object): number | undefined; place: object }) {
  const t = useTranslator()
  const count = use(place)
  return count !== undefined && count > 0 ? (
    <span className={styles.count}>{t.numbers.count(count)}</span>
  ) : null
}
