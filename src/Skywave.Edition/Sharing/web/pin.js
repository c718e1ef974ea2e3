/**
 * Takes a link at its word before news are kept (docs/900-design.md, section 21): the worker would pin the address's first root, and leaves one that is there. The page `keep.html` asks for this only when it was given a link.
 */

/** The one form in which newsrooms write a root: no doubt what of it is signed. */
const ROOT = /^{"signatures":\[[^\]]*],"signed":({[^]*})}$/

/** @param {string} text */
const hashOf = async text => [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))].map(byte => byte.toString(16).padStart(2, '0')).join('')

/**
 * False, and nothing is stored, when the address has another root than the link was made for, or another of that version is pinned, or the link was cut off.
 * @param {string} root the edition's address @param {string} name of the worker's cache @param {string} link
 */
export async function pin(root, name, link) {
  const [, version, hash] = /#k=([1-9]\d{0,8})\.([0-9a-f]{32})(?:\.[a-z2-7]{16})?$/.exec(link) ?? []
  if (!hash) return false
  const text = await (await fetch(`${root}metadata/${version}.root.json`, { cache: 'no-store' })).text(), signed = ROOT.exec(text)?.[1]
  if (!signed || !(await hashOf(signed)).startsWith(hash)) return false
  const place = root + '.kept/pin', known = await (await caches.match(place, { cacheName: name }))?.text()
  if (!known) await (await caches.open(name)).put(place, new Response(text))
  return !known || known === text || JSON.parse(known).signed.version !== Number(version)
}
