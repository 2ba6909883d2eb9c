import { configureGlobal } from 'fast-check'

/**
 * Property tests draw the same cases in every run, so that a failure is there again for whoever looks into it.
 * PROPERTY_SEED draws others.
 */
configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_120) })
