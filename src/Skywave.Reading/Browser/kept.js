import { bytesOf } from './bytes.js'
import { checked } from './refusal.js'
import { Fields } from './json.js'
import { isHash } from './names.js'
import { isMirror } from './documents.js'

/**
 * What is remembered beside files: plain JSON. It vouches for nothing, so what is damaged is forgotten as a whole.
 *
 * @typedef {{health: import('./mirrors.js').Memory, mirrors: string[], newest: Record<string, string>, views: Record<string, Record<string, string>>, uses: Record<string, string[]>, files: string[]}} Kept
 *   `newest` and `views`: hashes of timestamp, snapshot and targets, of the newest edition and of the last whole one of each desk; `uses`: all files of a desk; `files`: all there are
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
      uses: Object.fromEntries(Object.keys(kept.object('uses').value).map(desk => [desk, kept.object('uses').texts(desk, ANY, isHash)])),
      files: kept.texts('files', ANY, isHash),
    }
  })
  return value ?? { health: {}, mirrors: [], newest: {}, views: {}, uses: {}, files: [] }
}
