// Yjs over y-websocket: every phone a document with a provider of its own, all in this process.
// node yjs.js ws://HOST:PORT TEXTS

import WebSocket from 'ws'
import * as Y from 'yjs'
import { WebsocketProvider } from 'y-websocket'
import { keyOf, readTexts, report, sumOf } from './phones.js'

const [, , address, file] = process.argv
const texts = readTexts(file)
const all = texts.length * texts[0].length

const begin = () => {
  const doc = new Y.Doc()
  const records = doc.getMap('records')
  // Without `disableBc` documents of one process would exchange everything past the server.
  const provider = new WebsocketProvider(address, 'squad', doc, { WebSocketPolyfill: WebSocket, disableBc: true })
  const synced = new Promise(resolve => provider.once('sync', resolve))
  let known = 0
  const done = new Promise(resolve => {
    records.observe(event => {
      known += event.keysChanged.size
      if (known === all) resolve(sumOf(records.entries()))
    })
  })
  return { doc, records, provider, synced, done }
}

// A provider that hears nothing for 30 s connects anew; what went over its first socket is then not known.
const bytes = phones => {
  const sockets = phones.map(phone => phone.provider.ws?._socket)
  if (!sockets.every(Boolean)) return null
  const add = what => sockets.reduce((sum, socket) => sum + socket[what], 0)
  return { up: add('bytesWritten'), down: add('bytesRead'), requests: 0 }
}

const phones = texts.map(begin)
await Promise.all(phones.map(phone => phone.synced))
const before = bytes(phones)
const begun = performance.now()
phones.forEach(({ doc, records }, phone) =>
  texts[phone].forEach((text, number) => doc.transact(() => records.set(keyOf(phone, number), text))))
const sums = await Promise.all(phones.map(phone => phone.done))
const seconds = (performance.now() - begun) / 1000
const after = bytes(phones)
const known = before && after && after.down > before.down
report(seconds, sums, known ? { up: after.up - before.up, down: after.down - before.down, requests: 0 } : null)
