import { createSecrets } from '#backend/secrets/secrets.ts'
import { secretService } from '../secret-service.ts'

/** Keeps, reads and removes a secret in the session's Secret Service, and prints what came of it. */
const [folder, secret] = process.argv.slice(2)
const keychain = secretService()
const secrets = createSecrets({ folder, keychain })
const place = await secrets.write('webhook', secret)
const read = await secrets.read('webhook')
const status = await secrets.status('webhook')
await secrets.remove('webhook')
process.stdout.write(JSON.stringify({ place, read, status, after: await secrets.read('webhook') }))
