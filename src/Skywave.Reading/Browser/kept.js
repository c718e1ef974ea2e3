import { bytesOf, textOf } from './bytes.js'
import { isMirror } from './documents.js'
import { readMemory } from './mirrors.js'

/** What is remembered beside files: plain JSON under the key `memory`. It vouches for nothing; what is damaged is forgotten. */
export class Kept {
  /** @param {import('./bytes.js').Bytes | undefined} bytes */
  constructor(bytes) {
    /** @type {any} */
    let json = null
    try {
      json = JSON.parse(textOf(bytes ?? bytesOf('null'), 'json.malformed'))
    } catch {}
    const texts = (/** @type {any} */ list) => Array.isArray(list) ? list.filter(text => typeof text === 'string') : []
    const map = (/** @type {any} */ of) => of !== null && typeof of === 'object' ? Object.entries(of) : []
    const hashes = (/** @type {any} */ of) => Object.fromEntries(map(of).filter(([, hash]) => typeof hash === 'string'))
    this.health = readMemory(json?.health)
    /** @type {string[]} */
    this.mirrors = texts(json?.mirrors).filter(isMirror)
    /** @type {Record<string, string>} */
    this.newest = hashes(json?.newest)
    /** @type {Record<string, Record<string, string>>} */
    this.views = Object.fromEntries(map(json?.views).map(([desk, roles]) => [desk, hashes(roles)]))
    /** @type {Record<string, string[]>} */
    this.uses = Object.fromEntries(map(json?.uses).map(([desk, files]) => [desk, texts(files)]))
    this.files = new Set(texts(json?.files))
  }

  toBytes() {
    return bytesOf(JSON.stringify({ ...this, files: [...this.files] }))
  }
}
