/**
 * The script of a desk's page `keep.html` and of the worker's own pages, `reader.js` (docs/900-design.md, section 20): it puts the worker in when a button is pressed, takes everything out when another is,
 * and shows what the worker warns of. It stores nothing and asks nobody before that.
 */

const { serviceWorker } = navigator
const root = new URL('.', /** @type {HTMLScriptElement} */ (document.currentScript).src).href
const NAME = 'skywave ' + root
/** @type {RequestCache[]} */
const TRIES = ['force-cache', 'reload', 'reload'], PATIENCE = 20_000, PAUSE = 1000

/** @param {string} id @returns {any} */
const at = id => document.getElementById(id)
const registered = () => serviceWorker?.getRegistration(root)
/** @param {any} worker @param {unknown} what */
const ask = (worker, what) => new Promise(done => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }) => done(data)
  worker.postMessage(what, [port2])
})

/** One part of the code, kept by the browser under its own name: what has landed is not fetched again. @param {string} part */
async function land(part) {
  for (const cache of TRIES) {
    try {
      const answer = await fetch(root + part, { cache, signal: AbortSignal.timeout(PATIENCE) }), hash = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer())
      if (part.includes([...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join(''))) return
    } catch {}
    await new Promise(done => setTimeout(done, PAUSE))
  }
  throw new Error(part)
}

/** @param {(key: string, part?: number, all?: number) => void} say @param {string} desk */
async function start(say, desk) {
  try {
    const link = at('link').value + location.hash
    if (link.includes('#k=') && !await (await import(root + 'pin.js')).pin(root, NAME, link)) return say('keep.otherKey')
    // The worker names its parts by their hashes.
    const parts = (await (await fetch(root + 'sw.js')).text()).match(/targets\/[\w./]+-[fv]\w+\.js/g) ?? []
    for (const [i, part] of parts.entries()) {
      say('keep.working', i + 1, parts.length)
      await land(part)
    }
    const registration = await serviceWorker.register(root + 'sw.js', { scope: root }), worker = /** @type {ServiceWorker} */ (registration.installing ?? registration.waiting ?? registration.active)
    await new Promise((done, failed) => {
      const look = () => worker.state === 'activated' ? done(0) : worker.state === 'redundant' && failed(0)
      worker.onstatechange = look
      look()
    })
    say(await ask(registration.active, { keep: desk }) ? 'keep.on' : 'keep.failed')
  } catch {
    say('keep.failed')
  }
}

/** Takes everything out that it put in, and says what it cannot reach. */
export async function wipe() {
  const registration = await registered()
  if (registration?.active) await ask(registration.active, { wipe: true })
  // Its subscription to alerts ends with the worker; what an alert put on the screen does not.
  for (const shown of await registration?.getNotifications?.() ?? []) shown.close()
  await registration?.unregister()
  // Entry by entry: a cache as a whole goes from the disk only when nobody has it open.
  const cache = await caches.open(NAME)
  for (const key of await cache.keys()) await cache.delete(key)
  await caches.delete(NAME)
  at('wiped').hidden = false
  at('text').replaceChildren(at('wiped'))
  at('wipe')?.remove()
}

async function open() {
  if (at('wipe')) at('wipe').onclick = () => void wipe()
  // A worker of ours waits until no page is open: one that takes over a page that has one already is none of ours.
  const warn = () => at('warning') && (at('warning').hidden = false)
  if (serviceWorker?.controller) serviceWorker.oncontrollerchange = warn
  if (serviceWorker) serviceWorker.onmessage = ({ data }) => data === 'warning' && warn()
  if (!at('keep')) return
  const { words, desk } = JSON.parse(at('words').textContent)
  const say = (/** @type {string} */ key, /** @type {any} */ part = '', /** @type {any} */ all = '') => {
    at('said').textContent = words[key].replace('{part}', part).replace('{all}', all)
    at('wipe').hidden = at('keep').disabled = key === 'keep.working'
  }
  at('script').remove()
  if (!serviceWorker) return say('keep.none')
  at('keep').hidden = at('given').hidden = false
  at('keep').onclick = () => start(say, desk)
  at('wipe').hidden = !(await registered())?.active
}

void open()
