// PouchDB with live replication both ways: every phone a database in memory, all in this process.
// node pouchdb.js http://HOST:PORT TEXTS

import http from 'pouchdb-adapter-http'
import memory from 'pouchdb-adapter-memory'
import PouchDB from 'pouchdb-core'
import replication from 'pouchdb-replication'
import { keyOf, readTexts, report, sumOf } from './phones.js'

PouchDB.plugin(memory).plugin(http).plugin(replication)
// Each long poll listens once on the same emitter.
PouchDB.setMaxListeners(0)

const [, , address, file] = process.argv
const texts = readTexts(file)
const all = texts.length * texts[0].length

const begin = phone => {
  const records = new PouchDB(`phone-${phone}`, { adapter: 'memory' })
  records.setMaxListeners(0)
  const remote = new PouchDB(`${address}/squad`, { adapter: 'http' })
  let known = 0
  const done = new Promise((resolve, reject) => {
    records.changes({ live: true, since: 0 }).on('error', reject).on('change', async () => {
      known += 1
      if (known !== all) return
      const { rows } = await records.allDocs({ include_docs: true })
      resolve(sumOf(rows.map(({ id, doc }) => [id, doc.text])))
    })
  })
  const settled = new Promise((resolve, reject) =>
    records.sync(remote, { live: true, retry: true }).on('error', reject).once('paused', resolve))
  return { records, settled, done }
}

const write = async ({ records }, phone) => {
  for (const [number, text] of texts[phone].entries()) await records.put({ _id: keyOf(phone, number), text })
}

await new PouchDB(`${address}/squad`, { adapter: 'http' }).info()
const phones = texts.map((_, phone) => begin(phone))
await Promise.all(phones.map(phone => phone.settled))
const begun = performance.now()
await Promise.all(phones.map(write))
const sums = await Promise.all(phones.map(phone => phone.done))
report((performance.now() - begun) / 1000, sums, null)
