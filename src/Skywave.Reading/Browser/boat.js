import { bytesOf, fromBase64 } from './bytes.js'
import { chooseCrypto, sha256Hex } from './crypto.js'
import { openReader } from './client.js'
import { lineOf, still } from './still.js'
import { renew } from './renew.js'

/**
 * A lifeboat that was opened (docs/900-design.md, section 19): every story is checked before it is shown, and no mirror is asked until the reader says so.
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {{desk: string, root: string, mirrors: string[], roles: Record<string, string>, files: string[], pages: Record<string, string>, words: Record<string, string>, parts: string[], libraries: Record<string, string>}} Held
 *   `root`, `roles`, `files`: base64; `pages`: by path in an edition, an article with its proof; `parts` and `libraries`: scripts
 */

const { fetch, setTimeout, clearTimeout } = globalThis
/** An article's path, and the key and article that a link names. */
const PATH = /([A-Za-z][\w-]*\/\d{4}\/\d\d\/[a-z0-9-]+\.html)(?:#|$)/, LINK = /#k=(\d{1,9})\.([0-9a-f]{32})(?:\.([a-z2-7]{16}))?$/

/** @param {string} text */
const bytesIn = text => fromBase64(text) ?? bytesOf('')

/** What was baked in, as a reader's store has it. @param {import('./crypto.js').Crypto} crypto @param {Held} held */
async function storeOf(crypto, held) {
  /** @type {Map<string, Bytes>} */
  const files = new Map(), newest = /** @type {Record<string, string>} */ ({}), view = /** @type {Record<string, string>} */ ({})
  for (const [role, text] of [...Object.entries(held.roles), ...held.files.map(file => ['', file])]) {
    const bytes = bytesIn(text), hash = await sha256Hex(crypto, bytes)
    files.set('file/' + hash, bytes)
    if (role) newest[role] = hash
    view[role || hash] = hash
  }
  files.set('memory', bytesOf(JSON.stringify({ health: {}, mirrors: [], newest, views: { [held.desk]: view } })))
  return {
    files,
    get: async (/** @type {string} */ key) => files.get(key),
    put: async (/** @type {string} */ key, /** @type {Bytes} */ bytes) => void files.set(key, bytes),
    delete: async (/** @type {string} */ key) => void files.delete(key),
    keys: async () => [...files.keys()],
  }
}

/** @param {Document} document @param {Held} held @param {string} page this file, as it was before anything ran @param {(code: string) => Promise<void>} run */
export async function openBoat(document, held, page, run) {
  const library = (/** @type {'ed25519' | 'sha2'} */ name) => async () => {
    await run(held.libraries[name])
    return /** @type {any} */ (globalThis).skywave[name]
  }
  const crypto = await chooseCrypto(globalThis.crypto?.subtle, { ed25519: library('ed25519'), sha2: library('sha2') })
  const store = await storeOf(crypto, held)
  const io = { fetch: (/** @type {string} */ address, /** @type {RequestInit} */ options) => fetch(address, options), now: Date.now, after: (/** @type {number} */ ms, /** @type {() => void} */ then) => {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  } }
  /** @type {import('./holdings.js').Means} */
  const means = { crypto, store, io, root: bytesIn(held.root), mirrors: [] }
  const { value: reader } = await openReader(means)
  if (reader) await new Boat(document, held, page, reader, means, store.files).open()
}

class Boat {
  /** @param {Document} document @param {Held} held @param {string} page @param {import('./client.js').Reader} reader @param {import('./holdings.js').Means} means @param {Map<string, Bytes>} files */
  constructor(document, held, page, reader, means, files) {
    this.document = document
    this.held = held
    this.page = page
    this.reader = reader
    this.means = means
    this.files = files
    this.isAsked = false
  }

  /** @param {string} id @returns {any} */
  at(id) {
    return this.document.getElementById(id)
  }

  async open() {
    const view = await this.reader.desk(this.held.desk)
    if (!view) return this.say('boat.damaged')
    // From here on only what was checked is shown.
    for (const id of ['still', 'texts']) this.at(id).remove()
    this.at('boat').hidden = false
    this.list(view)
    this.say('state.genuine', view)
    this.at('look').onclick = () => void this.look()
    this.at('save').onclick = () => void this.save()
    this.document.addEventListener('click', event => {
      const link = /** @type {Element} */ (event.target).closest('a[data-path]')
      if (!link) return
      event.preventDefault()
      void this.show(String(link.getAttribute('data-path')))
    })
    this.at('link').onchange = () => this.follow(view, this.at('link').value)
    await this.follow(view, this.document.location.hash)
  }

  /** @param {string} key @param {import('./client.js').DeskView | null} [view] */
  say(key, view) {
    const { lang } = this.document.documentElement
    const time = view ? new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(view.cut) + ' UTC' : ''
    this.at('state').textContent = this.held.words[key].replace('{time}', time)
  }

  /** The stories of the front; ledes are those of stories found genuine. @param {import('./client.js').DeskView} view */
  list(view) {
    const { document } = this, before = new Map([...this.at('list').querySelectorAll('[data-path]')].map((/** @type {Element} */ e) => [e.getAttribute('data-path'), e.closest('li')]))
    this.at('list').replaceChildren(...view.front.items.filter(item => item.status !== 'withdrawn').map(item => {
      const old = before.get(item.path)
      return lineOf(document, item, [old?.querySelector('p:not(.m)'), old?.querySelector('.m')])
    }))
  }

  /** @param {string} path */
  async show(path) {
    const kept = this.held.pages[path], answer = await this.reader.article(path, kept === undefined ? undefined : bytesOf(kept))
    const box = this.document.createElement('template'), shown = this.at('shown')
    if (answer.fragment === undefined) {
      shown.replaceChildren()
      return this.say('state.' + answer.state)
    }
    box.innerHTML = answer.fragment
    still(box.content, path)
    shown.replaceChildren(box.content)
    shown.focus()
    shown.scrollIntoView()
    this.say(this.isAsked || answer.state !== 'newest' ? 'state.' + answer.state : 'state.genuine', answer.view)
  }

  async look() {
    this.say('boat.looking')
    this.at('look').disabled = true
    // Only now is anybody asked, and from now on whenever a story is opened.
    this.isAsked = true
    this.means.mirrors = this.held.mirrors
    const { state, view } = await this.reader.refresh(this.held.desk)
    this.at('look').disabled = false
    if (view) this.list(view)
    this.say('state.' + state, view)
    this.at('save').hidden = !view
  }

  /**
   * Opens what an address names: a story of the list by its id, or a link that carries trust (docs/900-design.md, section 21), of which nothing is shown when its key is not ours.
   * @param {import('./client.js').DeskView} view @param {string} address
   */
  async follow(view, address) {
    const link = LINK.exec(address), id = link ? link[3] : address.slice(1)
    if (link && !await this.isOurs(Number(link[1]), link[2])) {
      this.at('shown').replaceChildren()
      return this.say('boat.otherKey')
    }
    const path = view.front.items.find(of => of.article === id)?.path ?? PATH.exec(address)?.[1]
    if (path && (!link?.[3] || path.includes(link[3]))) await this.show(path)
  }

  /** False when a link speaks of another root of the same version; of other versions nothing is known, and what is shown is checked by our own anyway. @param {number} version @param {string} hash */
  async isOurs(version, hash) {
    const { root } = this.reader.held.state
    return root.version !== version || (await sha256Hex(this.means.crypto, root.signed)).startsWith(hash)
  }

  async save() {
    this.say('boat.looking')
    const file = await renew(this)
    this.say('state.genuine', await this.reader.desk(this.held.desk))
    const link = this.document.createElement('a')
    link.href = URL.createObjectURL(new Blob([file], { type: 'text/html' }))
    link.download = `${this.held.desk}.html`
    link.click()
    URL.revokeObjectURL(link.href)
  }
}
