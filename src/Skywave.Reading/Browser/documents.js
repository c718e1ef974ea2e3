import { door, need } from './refusal.js'
import { readKey } from './log.js'
import { Fields } from './json.js'
import { isAddress, isArticle, isDesk, isHash, isNewsroom, isPath, isStatus } from './names.js'

/**
 * The newsroom's signed documents (docs/900-design.md, sections 7 and 9), read from bytes that a role signs.
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {{desk: string, origin: string, keys: import('./log.js').LogKey[], threshold: number, closed: {size: number, root: string} | null}} Epoch
 * @typedef {{newsroom: string, epochs: Epoch[]}} Logs
 * @typedef {{address: string, article: string, breaking: boolean, firstPublished: number, hash: string, headline: string, path: string, revision: number, status: string, versionCreated: number}} FrontItem
 * @typedef {{cut: number, desk: string, files: Map<string, {length: number, sha256: string}>, items: FrontItem[]}} Front `files`: the desk's live lists by their paths
 * @typedef {{desk: string, period: string, items: Map<string, {hash: string, revision: number, status: string}>}} Corrections
 */

const BAD_DOCUMENT = 'document.malformed', MB = 1024 * 1024

/**
 * @template T
 * @param {string} what @param {number} most @param {(fields: Fields) => T} read
 */
const reader = (what, most, read) => door((/** @type {Bytes} */ bytes) => read(open(bytes, what, most)))

/** @param {Bytes} bytes @param {string} what @param {number} most */
function open(bytes, what, most) {
  need(bytes.length <= most, 'document.too-big', what)
  return Fields.of(bytes, what, BAD_DOCUMENT)
}

const REVISIONS = 2 ** 31 - 1

/** `newsroom/logs.json`: every desk's logs and who may sign them. */
export const readLogs = door(async (/** @type {import('./crypto.js').Crypto} */ crypto, /** @type {Bytes} */ bytes) => {
  const fields = open(bytes, 'logs.json', MB)
  fields.integer('v', 1, 1)
  const newsroom = fields.text('newsroom', isNewsroom), logs = fields.object('logs')
  /** @type {Epoch[]} */
  const epochs = []
  for (const desk of Object.keys(logs.value)) {
    logs.need(isDesk(desk), desk)
    const of = logs.list(desk, 1024, epoch => epoch)
    logs.need(of.length > 0, desk)
    for (const [i, epoch] of of.entries()) {
      epoch.integer('epoch', i + 1, i + 1)
      const origin = `${newsroom}/log/${desk}/${i + 1}`
      epoch.text('origin', text => text === origin)
      const keys = await Promise.all(epoch.texts('keys', 32, () => true).map(async text => {
        const key = await readKey(crypto, text)
        epoch.need(key?.name === origin, 'keys')
        return /** @type {import('./log.js').LogKey} */ (key)
      }))
      epoch.need(keys.length > 0 && new Set(keys.map(key => key.key.join())).size === keys.length, 'keys')
      const closed = epoch.has('closed') ? epoch.object('closed') : null
      epoch.need(closed !== null || i === of.length - 1, 'closed')
      epochs.push({
        desk, origin, keys, threshold: epoch.integer('threshold', 1, keys.length),
        closed: closed && { size: closed.integer('size', 0, Number.MAX_SAFE_INTEGER), root: closed.text('root', isHash) },
      })
    }
  }
  return { newsroom, epochs }
})

/** `d/front`: what a desk's front page shows, and its live lists. */
export const readFront = reader('front', 5 * MB, fields => {
  fields.integer('front', 1, 1)
  const desk = fields.text('desk', isDesk), under = (/** @type {string} */ text) => text.startsWith(desk + '/')
  return {
    cut: fields.time('cut'), desk, files: fields.map('files', file => ({ length: file.integer('length', 0, 5 * MB), sha256: file.text('sha256', isHash) })), items: fields.list('items', 30, item => ({
      address: item.text('address', text => isAddress(text) && under(text)), article: item.text('article', isArticle), breaking: item.bool('breaking'), firstPublished: item.time('firstPublished'),
      hash: item.text('hash', isHash), headline: item.text('headline', text => text.length <= 1000), path: item.text('path', text => isPath(text) && under(text)),
      revision: item.integer('revision', 1, REVISIONS), status: item.text('status', isStatus), versionCreated: item.time('versionCreated'),
    })),
  }
})

/** `d/notices`: what reading and sharing can cost, and where. Each notice is only known to be an object; its fields are the newsroom's words. */
export const readNotices = reader('notices', MB, fields => {
  fields.integer('v', 1, 1)
  return { desk: fields.text('desk', isDesk), notices: fields.list('notices', 1000, notice => notice.value) }
})

/** `d/corrections-recent`, `d/corrections-YYYY`: the newest revision of every article that is past revision 1 or no longer published. */
export const readCorrections = reader('corrections', 5 * MB, fields => {
  fields.integer('corrections', 1, 1)
  const items = fields.list('items', 100_000, item => /** @type {const} */ ([
    item.text('article', isArticle), { hash: item.text('hash', isHash), revision: item.integer('revision', 1, REVISIONS), status: item.text('status', isStatus) }]))
  fields.need(items.every(([article], i) => i === 0 || items[i - 1][0] < article), 'items')
  return { desk: fields.text('desk', isDesk), period: fields.text('period', text => /^(recent|\d{4})$/.test(text)), items: new Map(items) }
})

/** `newsroom/theme.json`: the styles that the offline holders approved, by hash. */
export const readTheme = reader('theme.json', MB, fields => {
  fields.integer('v', 1, 1)
  return fields.texts('styles', 10_000, isHash)
})

/** `mirrors/public.json`: addresses that the newsroom makes public. */
export const readPublic = reader('public.json', MB, fields => {
  fields.integer('v', 1, 1)
  return { mirrors: fields.texts('mirrors', 1000, isMirror) }
})

/** @param {string} text */
export function isMirror(text) {
  try {
    const { protocol, username, password } = new URL(text)
    return text.length <= 2048 && /^https?:$/.test(protocol) && username === '' && password === ''
  } catch {
    return false
  }
}

/**
 * How an article that a proof shows stands to what the desk says is its newest revision: `newest`, `ahead` (a mirror in the middle of a push), `behind` (old, never
 * shown as newest), `contradiction` (the same revision with other bytes), `unknown` when no map is at hand. Absent from its map, revision 1 is the newest.
 * @param {import('./log.js').LogRecord} record @param {({hash: string, revision: number} | undefined)[]} said what each document says of it; undefined: it is not on the map
 * @returns {'newest' | 'ahead' | 'behind' | 'contradiction' | 'unknown'}
 */
export function freshness(record, said) {
  if (said.length === 0) return 'unknown'
  const newest = Math.max(1, ...said.map(item => item?.revision ?? 1))
  if (record.revision !== newest) return record.revision > newest ? 'ahead' : 'behind'
  return said.some(item => item?.revision === newest && item.hash !== record.hash) ? 'contradiction' : 'newest'
}
