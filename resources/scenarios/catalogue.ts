import type { Scenario } from './kit/scenario.ts'
import { nightPlaylist } from './night-playlist.ts'
import { sentinel } from './sentinel.ts'
import { steadyMusic } from './steady-music.ts'

/** Every scenario, in the order in which they are offered. */
export const SCENARIOS: readonly Scenario[] = [nightPlaylist, sentinel, steadyMusic]
