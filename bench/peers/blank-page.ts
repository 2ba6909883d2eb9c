import { createServer } from 'node:http'

/** A server of nothing, the peer of the start of the program; its first line is its address, as `serve` says it. */
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html')
  response.end('<!doctype html><title>blank</title><h1>blank</h1>')
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}/` }))
})
