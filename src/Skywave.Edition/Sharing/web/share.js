/**
 * The page on which a link is made (docs/900-design.md, section 21). Which story it is of stands in the page's own address, after `#`, where no server sees it; nobody is asked for anything. `KEY` stands above, put there
 * by the publish: version and fingerprint of the newsroom's root.
 */

const STORY = /^[A-Za-z][A-Za-z0-9-]*(?:\/\d{4}\/\d\d|\/about)\/(?:[a-z0-9-]*-)?([a-z2-7]{16})\.html$/

/** The link to a story, or to the newsroom where none is named. @param {string} root the edition's address @param {string} path the story's, from its root */
export function linkTo(root, path) {
  const story = STORY.exec(path)
  return `${root}${story ? path : ''}#k=${KEY}${story ? '.' + story[1] : ''}`
}

/** The dark squares of a code as one path, a unit each. @param {boolean[][]} rows */
export const squares = rows => rows.map((row, y) => row.map((isDark, x) => isDark ? `M${x} ${y}h1v1h-1z` : '').join('')).join('')

/** @param {string} link */
function picture(link) {
  const rows = qr.encodeQR(link, 'raw', { ecc: 'medium', border: 4 }), made = (/** @type {string} */ name) => document.createElementNS('http://www.w3.org/2000/svg', name)
  const svg = made('svg'), path = made('path')
  svg.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`)
  path.setAttribute('d', squares(rows))
  svg.append(path)
  return svg
}

/** @param {Document} page @param {string} root */
function show(page, root) {
  const at = (/** @type {string} */ id) => /** @type {any} */ (page.getElementById(id)), link = linkTo(root, location.hash.slice(1))
  at('link').value = link
  at('code').replaceChildren(picture(link))
  at('story').href = link.slice(0, link.indexOf('#'))
  at('copied').textContent = ''
}

if (globalThis.document) {
  const root = new URL('.', import.meta.url).href, at = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id))
  show(document, root)
  at('share').hidden = false
  at('script').remove()
  at('link').onfocus = () => at('link').select()
  at('copy').hidden = !navigator.clipboard
  at('copy').onclick = async () => {
    await navigator.clipboard.writeText(at('link').value)
    at('copied').textContent = at('copied').dataset.said
  }
  globalThis.onhashchange = () => show(document, root)
}
