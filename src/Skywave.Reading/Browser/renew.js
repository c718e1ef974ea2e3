import { bytesOf, textOf } from './bytes.js'
import { lineOf, still } from './still.js'

/**
 * A lifeboat's newer copy: the same file with the stories of the edition it now knows, the newest first, as many as fit.
 *
 * @typedef {import('./boat.js').Held} Held
 * @typedef {{document: Document, held: Held, page: string, reader: import('./client.js').Reader, files: Map<string, import('./bytes.js').Bytes>}} Boat
 */

const MOST = 150_000

/** @param {import('./bytes.js').Bytes | undefined} bytes */
const base64 = bytes => btoa(Array.from(bytes ?? [], byte => String.fromCharCode(byte)).join(''))

/** @param {Held} held */
async function pack(held) {
  const packed = new Blob([JSON.stringify(held)]).stream().pipeThrough(new CompressionStream('gzip'))
  return base64(new Uint8Array(await new Response(packed).arrayBuffer()))
}

/** @param {Boat} boat @returns {Promise<string>} */
export async function renew({ document, held, page, reader, files }) {
  const view = await reader.desk(held.desk), { DOMParser } = /** @type {Window & typeof globalThis} */ (document.defaultView)
  if (!view) return page
  const kept = /** @type {Record<string, string>} */ (JSON.parse(textOf(files.get('memory') ?? bytesOf('{}'), 'json.malformed')).views[held.desk])
  /** @param {string} hash */
  const file = hash => base64(files.get('file/' + hash))
  const next = { ...held, root: base64(reader.held.state.root.bytes), pages: /** @type {Held['pages']} */ ({}),
    roles: Object.fromEntries(Object.keys(held.roles).map(role => [role, file(kept[role])])), files: Object.entries(kept).filter(([name, hash]) => name === hash).map(([, hash]) => file(hash)) }
  const made = new DOMParser().parseFromString(page, 'text/html'), texts = /** @type {Element} */ (made.getElementById('texts')), full = texts.childElementCount
  const list = /** @type {Element} */ (made.getElementById('list')), hold = /** @type {Element} */ (made.getElementById('hold'))
  const time = made.querySelector('main > .d time')
  time?.setAttribute('datetime', new Date(view.cut).toISOString())
  if (time) time.textContent = new Date(view.cut).toISOString().slice(0, 16).replace('T', ' ') + ' UTC'
  texts.replaceChildren()
  list.replaceChildren()
  for (const item of view.front.items.filter(of => of.status !== 'withdrawn')) {
    const kept = held.pages[item.path], { fragment, proof } = await reader.article(item.path, kept === undefined ? undefined : bytesOf(kept))
    if (fragment === undefined) continue
    const before = hold.textContent, isWhole = list.childElementCount < full, box = made.createElement('template')
    box.innerHTML = fragment
    still(box.content, item.path)
    const line = lineOf(made, item, [box.content.querySelector('.d')?.cloneNode(true)], isWhole), text = box.content.firstElementChild
    list.append(line)
    if (isWhole && text) texts.append(text)
    next.pages[item.path] = `${fragment}<pre id="proof">${proof}</pre>`
    hold.textContent = await pack(next)
    if (bytesOf('<!doctype html>\n' + made.documentElement.outerHTML).length > MOST) {
      hold.textContent = before
      line.remove()
      text?.remove()
      break
    }
  }
  return '<!doctype html>\n' + made.documentElement.outerHTML
}
