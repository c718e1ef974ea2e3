import { door, need, refuse, under } from './refusal.js'
import { bytesOf, hexOf, textOf } from './bytes.js'
import { sha256Hex } from './crypto.js'
import { checkNote, isIncluded, readCheckpoint, readProof, readRecord } from './log.js'

/**
 * Whether a page's article is genuine: checks 1 to 8 of docs/900-design.md, section 8, in their order. What stands around it (check 9) is not looked at, because
 * nothing but the fragment is ever shown.
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {{fragment: string, proof: string, record: import('./log.js').LogRecord, index: number, checkpoint: import('./log.js').Checkpoint}} CheckedPage
 */

export const MOST_PAGE = 2 * 1024 * 1024

/** @param {Bytes} bytes */
function splitPage(bytes) {
  need(bytes.length <= MOST_PAGE, 'page.too-big')
  // Strict decoding is one to one, so the fragment encoded again is the very bytes that were received.
  const page = textOf(bytes, 'page.not-text')
  const count = (/** @type {RegExp} */ what) => page.match(what)?.length ?? 0
  // Whatever the case: nothing a browser would take for a second article or proof is passed over.
  need(count(/<article/gi) <= 1 && count(/<\/article/gi) <= 1, 'page.two-articles')
  const start = page.indexOf('<article '), end = start < 0 ? -1 : page.indexOf('</article>', start)
  need(end >= 0, 'page.no-article')
  need(count(/<pre id="proof"/gi) <= 1, 'page.two-proofs')
  const proof = /^[^]*?<pre id="proof">([^<]*)<\/pre>/.exec(page.slice(end))
  need(proof, 'page.no-proof')
  return { fragment: page.slice(start, end + 10), proof: proof[1] }
}

/**
 * Id and revision in the article's own tag.
 * @param {string} fragment
 */
function stated(fragment) {
  const tag = /^<article((?: [a-z-]+="[^"<>]*")*)>/.exec(fragment)?.[1] ?? ''
  return { id: / id="([^"]*)"/.exec(tag)?.[1], revision: / data-revision="([^"]*)"/.exec(tag)?.[1] }
}

/**
 * @param {import('./crypto.js').Crypto} crypto @param {Bytes} bytes the page as received @param {import('./documents.js').Logs} logs
 * @param {string | null} asked the address that was asked for; null for a lone file, which shows its id and revision instead
 * @returns {Promise<CheckedPage>}
 */
async function pageOf(crypto, bytes, logs, asked) {
  const { fragment, proof } = splitPage(bytes), { record: entry, index, hashes, checkpoint: note } = readProof(proof)
  const checkpoint = under('page.proof-malformed', () => readCheckpoint(note))
  const epoch = logs.epochs.find(e => e.origin === checkpoint.origin) ?? refuse('log.origin-unknown', checkpoint.origin)
  await checkNote(crypto, checkpoint, epoch.keys, epoch.threshold)
  // A closed epoch's key may be stolen: only the very state that the offline holders closed it at counts here.
  const { closed } = epoch
  need(!closed || (checkpoint.size === closed.size && hexOf(checkpoint.root) === closed.root), 'log.key-revoked', epoch.origin)
  need(await isIncluded(crypto, checkpoint, index, entry, hashes), 'log.inclusion', `${index}`)
  const record = readRecord(entry)
  need(record.desk === epoch.desk && record.address.startsWith(record.desk + '/'), 'record.desk', record.address)
  const article = bytesOf(fragment)
  need(record.length === article.length && record.hash === await sha256Hex(crypto, article), 'article.altered', record.address)
  const { id, revision } = stated(fragment)
  need(id === record.article && revision === String(record.revision), 'record.mismatch', record.address)
  need(asked === null || record.address === asked, 'article.swapped', record.address)
  return { fragment, proof, record, index, checkpoint }
}

export const checkPage = door(pageOf)
