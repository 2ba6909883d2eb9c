import { timeLive } from './breakers/live.ts'
import { timeSliders } from './breakers/sliders.ts'
import { timeWhatIf } from './breakers/what-if.ts'

/** Breakers: a million rows after a slider moved, and 100 models on one stream of imports. */
timeSliders()
await timeWhatIf()
await timeLive()
