// What both peers' drivers share: the texts, their sum, and the figures as one line of JSON.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

// A list of texts for each phone, as `tanomo-bench texts` prints them.
export const readTexts = file => JSON.parse(readFileSync(file, 'utf8'))

// Keys are in the order of phones and numbers.
export const keyOf = (phone, number) =>
  `${String(phone).padStart(5, '0')}-${String(number).padStart(5, '0')}`

// SHA-256 over the texts in the order of their keys.
export const sumOf = entries => {
  const hash = createHash('sha256')
  for (const [, text] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(text)
  return hash.digest('hex')
}

// Every phone must have come to the same.
export const report = (seconds, sums, traffic) => {
  const sum = sums[0]
  if (sums.some(other => other !== sum)) throw new Error('the phones did not converge')
  console.log(JSON.stringify({ seconds, sum, traffic }))
  process.exit(0)
}
