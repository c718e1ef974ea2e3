import { bytesOf } from './bytes.js'
import { checked } from './refusal.js'
import { Fields } from './json.js'
import { isHash } from './names.js'
import { isMirror } from './documents.js'

/**
 * What is remembered beside files: plain JSON. It vouches for nothing, so what is damaged is forgotten as a whole.
 *
 * @typedef {{health: import('./mirrors.js').Memory, mirrors: string[], newest: Record<string, string>, views: Record<string, Record<string, string>>}} Kept
 *   `newest`: hashes of timestamp, snapshot and targets; `views`: the same of the last whole edition of each desk, and each of its files under its own hash
 */

const ANY = Infinity

/** @param {import('./bytes.js').Bytes | undefined} bytes @returns {Promise<Kept>} */
export async function readKept(bytes) {
  const { value } = await checked(() => {
    const kept = Fields.of(bytes ?? bytesOf(''), 'memory', 'json.malformed')
    const hashes = (/** @type {Fields} */ of) => Object.fromEntries(Object.keys(of.value).map(role => [role, of.text(role, isHash)]))
    return {
      health: Object.fromEntries(kept.map('health', of => ({ good: of.integer('good', 0, ANY), fails: of.integer('fails', 0, ANY), until: of.integer('until', 0, ANY), why: of.text('why') }))),
      mirrors: kept.texts('mirrors', ANY, isMirror),
      newest: hashes(kept.object('newest')),
      views: Object.fromEntries(kept.map('views', hashes)),
    }
  })
  return value ?? { health: {}, mirrors: [], newest: {}, views: {} }
}
