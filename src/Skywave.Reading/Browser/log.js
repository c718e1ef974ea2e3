import { need, refuse, under } from './refusal.js'
import { bytesOf, concat, fromBase64, hexOf, same, textOf } from './bytes.js'
import { entryHash, nodeHash } from './crypto.js'
import { canonical, Fields, parseJson } from './json.js'
import { isAddress, isArticle, isDesk, isHash, isStatus } from './names.js'

/**
 * A desk's transparency log, as far as one page needs it: keys (C2SP vkey), signed states (C2SP checkpoint), records and inclusion proofs (RFC 6962).
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {import('./crypto.js').Crypto} Crypto
 * @typedef {{name: string, id: string, key: Bytes}} LogKey
 * @typedef {{text: string, origin: string, size: number, root: Bytes, signatures: {name: string, id: string, bytes: Bytes}[]}} Checkpoint
 * @typedef {{address: string, article: string, desk: string, firstPublished: number, hash: string, length: number, revision: number, status: string, versionCreated: number}} LogRecord
 */

const BAD_NOTE = 'log.checkpoint-malformed', MOST_HASHES = 108

/** @param {string} name */
const isKeyName = name => /^[!-*,-~]{1,256}$/.test(name)

/** A whole number in the one form we read. @param {string} text */
const numberOf = text => /^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : null

/** @param {string} text */
const hashOf = text => {
  const hash = fromBase64(text)
  return hash?.length === 32 ? hash : null
}

/** The key of a vkey with Ed25519, or null. @param {Crypto} crypto @param {string} text @returns {Promise<LogKey | null>} */
export async function readKey(crypto, text) {
  const [name, id, ...rest] = text.split('+'), key = fromBase64(rest.join('+'))
  if (text.length > 512 || !isKeyName(name) || key?.length !== 33 || key[0] !== 1) return null
  return hexOf(await crypto.sha256(concat(bytesOf(name + '\n'), key))).startsWith(id) && id.length === 8 ? { name, id, key: key.slice(1) } : null
}

/** Reads a signed note; proves nothing yet. @param {string} note @returns {Checkpoint} */
export function readCheckpoint(note) {
  const end = note.lastIndexOf('\n\n') + 1, lines = note.slice(0, Math.max(end - 1, 0)).split('\n')
  need(bytesOf(note).length <= 16 * 1024 && end > 0 && note.endsWith('\n') && lines.length >= 3 && lines.length <= 16 && !lines.includes('') && !/[\x00-\x09\x0b-\x1f]/.test(note), BAD_NOTE, 'lines')
  const [origin, count, hash] = lines, size = numberOf(count), root = hashOf(hash)
  need(isKeyName(origin) && size !== null && root && (size > 0 || hash === '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='), BAD_NOTE, 'body')
  const signed = note.slice(end + 1).split('\n').slice(0, -1)
  need(signed.length > 0 && signed.length <= 64, BAD_NOTE, 'signatures')
  return {
    text: note.slice(0, end), origin, size, root, signatures: signed.map(line => {
      const [dash, name, code, more] = line.split(' '), bytes = fromBase64(code ?? '')
      need(dash === '\u2014' && more === undefined && isKeyName(name ?? '') && bytes && bytes.length > 4 && bytes.length <= 1024, BAD_NOTE, 'signature')
      return { name, id: hexOf(bytes.slice(0, 4)), bytes: bytes.slice(4) }
    }),
  }
}

/**
 * Refuses a checkpoint that fewer different keys signed than must, or one of whose known keys signed falsely. Lines of unknown keys are passed over.
 * @param {Crypto} crypto @param {Checkpoint} checkpoint @param {LogKey[]} keys @param {number} threshold
 */
export async function checkNote(crypto, checkpoint, keys, threshold) {
  const good = new Set(), message = bytesOf(checkpoint.text)
  for (const signature of checkpoint.signatures) {
    const key = keys.find(k => k.name === signature.name && k.id === signature.id)
    if (!key) continue
    need(await crypto.verify(key.key, message, signature.bytes), 'log.signature', signature.id)
    good.add(hexOf(key.key))
  }
  need(good.size >= threshold, 'log.signature', `${good.size} of ${threshold}`)
}

/**
 * Whether an entry is at its place under the root, by RFC 9162, section 2.1.3.2. Numbers go to 2^53, so they are halved and never shifted.
 * @param {Crypto} crypto @param {{size: number, root: Bytes}} tree @param {number} index @param {Bytes} entry @param {Bytes[]} proof
 */
export async function isIncluded(crypto, tree, index, entry, proof) {
  if (index >= tree.size || proof.length > MOST_HASHES) return false
  const half = (/** @type {number} */ n) => Math.floor(n / 2)
  let node = index, last = tree.size - 1, hash = await entryHash(crypto, entry)
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = await nodeHash(crypto, sibling, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else {
      hash = await nodeHash(crypto, hash, sibling)
    }
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && same(hash, tree.root)
}

/**
 * A proof's text taken apart (C2SP tlog-proof): the record in its extra line, index, hashes, checkpoint.
 * @param {string} text @returns {{record: Bytes, index: number, hashes: Bytes[], checkpoint: string}}
 */
export function readProof(text) {
  const code = 'page.proof-malformed', end = Math.max(text.indexOf('\n\n'), 0)
  need(bytesOf(text).length <= 32 * 1024, 'page.too-big', 'proof')
  const [format, extra = '', place = '', ...lines] = text.slice(0, end).split('\n'), index = place.startsWith('index ') ? numberOf(place.slice(6)) : null
  need(format === 'c2sp.org/tlog-proof@v1' && extra.startsWith('extra ') && index !== null && lines.length <= MOST_HASHES, code, 'lines')
  const record = fromBase64(extra.slice(6)), hashes = lines.map(line => hashOf(line) ?? refuse(code, 'hash'))
  need(record, code, 'extra')
  return { record, index, hashes, checkpoint: text.slice(end + 2) }
}

/** A log entry: one line of canonical JSON, to the byte (docs/900-design.md, section 6). @param {Bytes} bytes @returns {LogRecord} */
export function readRecord(bytes) {
  const code = 'record.malformed'
  const value = bytes.length <= 64 * 1024 ? under(code, () => parseJson(bytes)) : null
  need(canonical(value) === textOf(bytes, code), code, 'form')
  const fields = new Fields(value, 'record', code)
  fields.integer('record', 1, 1)
  const record = {
    address: fields.text('address', isAddress), article: fields.text('article', isArticle), desk: fields.text('desk', isDesk), firstPublished: fields.time('firstPublished'),
    hash: fields.text('hash', isHash), length: fields.integer('length', 1, 2 * 1024 * 1024), revision: fields.integer('revision', 1, 2 ** 31 - 1), status: fields.text('status', isStatus),
    versionCreated: fields.time('versionCreated'),
  }
  const month = new Date(record.firstPublished).toISOString().slice(0, 7).replace('-', '/')
  fields.need(record.address.includes('/about/') || record.address.endsWith(`/${month}/${record.article}`), 'address')
  fields.need(record.versionCreated >= record.firstPublished, 'versionCreated')
  return record
}
