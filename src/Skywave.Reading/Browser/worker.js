import { bytesOf, hexOf, textOf } from './bytes.js'
import { addressOf, isPath } from './names.js'
import { chooseCrypto, sha256Hex } from './crypto.js'
import { checkTarget, findTarget } from './tuf.js'
import { take } from './mirrors.js'
import { openReader } from './client.js'
import { front, page, wordsOf } from './shell.js'

/**
 * The worker that keeps news working when an address is blocked (docs/900-design.md, section 20). It answers for articles, fronts, two signed lists and media; all else is the network's. It shows alerts (section 22).
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {import('./client.js').Reader} Reader
 * @typedef {Record<string, Record<string, {hash: string, length: number}>>} Kept by desk: the pages that are kept, by path
 * @typedef {{state: string, view: import('./client.js').DeskView | null, until: number}} Look
 */

const self = /** @type {any} */ (globalThis), { importScripts, registration, clients, skywave: { library, script } } = self
/** @type {string} */
const scope = registration.scope
const NAME = 'skywave ' + scope, LISTS = ['keep.html', 'acts.html']
/** Bytes of pages kept in all, and more than a worker's file has; media as in an edition; how long a look that found somebody holds; how long a page waits for mirrors when there is something to show, and an alert in any case. */
const MOST = 2 ** 21, MOST_MEDIA = 2 ** 26, LOOK = 10_000, PATIENCE = 4000, ALERT = 15_000

let isGone = false
const place = (/** @type {string} */ key) => scope + '.kept/' + key
const cache = () => caches.open(NAME)
/** What a full disk did not take: forgotten with this worker. @type {Map<string, Bytes>} */
const spilled = new Map()
/** @type {import('./holdings.js').Store} A full disk keeps what it has; it stops nothing. */
const store = {
  get: async key => {
    const found = isGone ? undefined : await (await cache()).match(place(key))
    return spilled.get(key) ?? (found && new Uint8Array(await found.arrayBuffer()))
  },
  put: async (key, bytes) => isGone || (await cache()).put(place(key), new Response(bytes)).then(() => spilled.delete(key), () => spilled.set(key, bytes)),
  delete: async key => isGone || (spilled.delete(key), (await cache()).delete(place(key))),
  // Who asks does so to clear away.
  keys: async () => isGone || spilled.size ? [] : (await (await cache()).keys()).map(({ url }) => url.slice(place('').length)),
}
/** For desks that nobody chose: what they need is forgotten with this worker. */
const passing = () => {
  /** @type {Map<string, Bytes>} */
  const own = new Map()
  return { ...store, get: async (/** @type {string} */ key) => own.get(key) ?? store.get(key), put: async (/** @type {string} */ key, /** @type {Bytes} */ bytes) => own.set(key, bytes), keys: async () => [] }
}

// Nothing of what it fetches stays in the browser's own cache, which no wipe of ours reaches.
const io = {
  fetch: (/** @type {string} */ address, /** @type {RequestInit} */ options) => fetch(address, { ...options, cache: 'no-store' }),
  now: () => Date.now(),
  after: (/** @type {number} */ ms, /** @type {() => void} */ run) => {
    const timer = setTimeout(run, navigator.onLine ? ms : 0)
    return () => clearTimeout(timer)
  },
}

/** Readers take one step at a time. @type {Promise<unknown>} */
let line = Promise.resolve()
/** @template T @param {() => Promise<T>} step @returns {Promise<T>} */
const inLine = step => {
  const done = line.then(step)
  line = done.catch(() => {})
  return done
}

/** @type {Promise<import('./crypto.js').Crypto> | undefined} */
let chosenCrypto
const crypto = () => chosenCrypto ??= chooseCrypto(globalThis.crypto.subtle, /** @type {any} */ ({ ed25519: async () => (importScripts(library), self.skywave.ed25519) }))
/** @param {import('./holdings.js').Store} store @param {string[]} mirrors */
const open = async (store, mirrors) => /** @type {Reader} */ ((await openReader({ crypto: await crypto(), store, io, root: await store.get('pin') ?? bytesOf(''), mirrors, lists: LISTS })).value)
/** @type {Record<string, Promise<Reader>>} by whether the desk was chosen */
const readers = {}
const reader = (/** @type {any} */ isChosen) => readers[isChosen] ??= open(isChosen ? store : passing(), [scope])
/** What is at hand, asking nobody and waiting for nobody. */
const still = async () => {
  const by = await open(store, [])
  by.held.kept.mirrors = []
  return by
}

/** @returns {Promise<Kept>} */
const kept = async () => JSON.parse(textOf(await store.get('desks') ?? bytesOf('{}'), ''))
/** @param {Kept} now */
const keep = now => store.put('desks', bytesOf(JSON.stringify(now)))

/** @type {Map<string, Look>} */
const looks = new Map()
/** @param {Reader} by @param {string} desk @returns {Promise<Look>} */
async function look(by, desk) {
  const before = looks.get(desk)
  if (before && Date.now() < before.until) return before
  const { state, view, asked } = await by.refresh(desk), now = { state, view, until: asked && Date.now() + LOOK }
  looks.set(desk, now)
  return now
}

/** The newest stories of a chosen desk's front, as many as fit: all of them, so that what is kept does not say what was read. @param {string} desk */
async function keepNews(desk) {
  const by = await reader(true), items = (await inLine(() => by.desk(desk)))?.front.items, all = await kept(), pages = all[desk] ?? {}, next = /** @type {Kept['']} */ ({})
  let left = MOST / Object.keys(all).length
  for (const { path, hash, status } of items ?? []) {
    if (status === 'withdrawn') continue
    if (pages[path]?.hash !== hash && navigator.onLine) {
      const { fragment, proof, record } = await inLine(() => by.article(path)), bytes = bytesOf(`${fragment}<pre id="proof">${proof}</pre>`)
      if (record && bytes.length <= left) {
        await store.put('page/' + path, bytes)
        pages[path] = { hash: record.hash, length: bytes.length }
      }
    }
    if (pages[path]?.length <= left) {
      next[path] = pages[path]
      left -= pages[path].length
    }
  }
  if (!items) return
  await inLine(async () => keep({ ...await kept(), [desk]: next }))
  for (const path in pages) if (!next[path]) await store.delete('page/' + path)
}

/** What this address would now give as this worker, beside what the newsroom signed: false when it is neither that nor what runs here. @param {boolean} isUpdate the browser has found other bytes */
async function isCodeOurs(isUpdate) {
  // A browser takes nothing else for a worker than a script.
  const { value: hash, failures } = await take(io, [scope], 'sw.js', { most: MOST, tooBig: '', fresh: true, type: /javascript/, check: async bytes => ({ value: await sha256Hex(await crypto(), bytes) }) }, () => {})
  if (!hash) return failures[0].why !== ''
  const by = await reader(true), { value } = await findTarget(await crypto(), by.held.state, 'newsroom/sw.js')
  if (value && 'found' in value && value.found.hash === hash) return true
  return !isUpdate && textOf(await store.get('own') ?? bytesOf(''), '') === hash
}

/** @template T @param {Promise<T>} what @param {number} [patience] @returns {Promise<T | undefined>} */
const soon = (what, patience = PATIENCE) => Promise.race([what, new Promise(done => setTimeout(done, navigator.onLine ? patience : 0))])

/** @param {string | Bytes} page @param {string} [policy] */
const html = (page, policy = '') => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy } })

/** @param {string} path @param {Request} request @param {(done: Promise<unknown>) => void} after */
async function answer(path, request, after) {
  const chosen = Object.keys(await kept()), name = path.replace(/(^|\/)$/, '$1index.html'), [desk] = name.split('/'), last = name.slice(desk.length + 1), isArticle = addressOf(name) !== null
  const isSigned = isArticle || last === 'index.html' || LISTS.includes(last)
  if (!chosen.length) return fetch(request)
  const isChosen = chosen.includes(desk), checking = isCodeOurs(false)
  if (!isSigned) {
    const passed = await fetch(request).catch(() => null)
    if (passed) return passed
  }
  const by = await reader(!isSigned || isChosen), looking = inLine(async () => isSigned ? look(by, desk) : null)
  let seen = await soon(looking) ?? { state: 'genuine', view: isSigned ? await (await still()).desk(desk) : null }
  if (!seen.view) seen = await looking ?? seen
  const { view } = seen, list = view?.lists.get(name), spoken = view ? desk : chosen[0], speaks = view ?? await (await still()).desk(spoken)
  if (list) return html(list)
  const words = wordsOf(speaks?.lists.get(spoken + '/keep.html')), style = await (await crypto()).sha256(bytesOf(words?.css ?? ''))
  if (!words || !speaks?.styles.includes(hexOf(style))) return Response.error()
  if (isChosen && isSigned) after(keepNews(desk))
  const mirrors = by.held.mirrors.map(mirror => mirror.replace(/\/*$/, '/')).filter(mirror => mirror !== scope)
  const at = { scope, mirrors, path: name, isWarned: await soon(checking) === false }
  /** @param {typeof view} view @param {string} state @param {string | null} [body] */
  const shown = (view, state, body) => html(page(words, at, view, state, body), `default-src 'none'; img-src 'self'; media-src 'self'; style-src 'sha256-${btoa(String.fromCharCode(...style))}'; script-src ${scope}reader.js; base-uri 'none'; form-action 'none'`)
  if (!isSigned) return shown(null, 'keep.missing')
  if (!view || !isArticle) return shown(view, 'state.' + seen.state, view && front(words, scope, view))
  const own = await store.get('page/' + name), asking = inLine(() => by.article(name, own)), told = await (own ? soon(asking) : asking)
  // It waited for its turn behind the look.
  if (told) seen = await looking ?? seen
  const { state, fragment, failures } = told ?? await (await still()).article(name, own), isMissing = state === 'unreachable' && failures.some(({ why }) => why === 'file.missing')
  return shown(seen.view, isMissing ? '404.title' : 'state.' + (fragment && !told ? 'genuine' : state === 'newest' ? seen.state : state), fragment)
}

/** A file whose name says its hash, from whoever has it. @param {string} path */
async function media(path) {
  const { held } = await reader(true), hash = path.slice(6, 70)
  const { value } = await held.take(path, { most: MOST_MEDIA, tooBig: '', check: bytes => checkTarget(held.means.crypto, path, { hash, length: bytes.length }, bytes) })
  return value ? new Response(value) : Response.error()
}

/** @param {string} what @param {(event: any) => void} run */
const on = (what, run) => self.addEventListener(what, run)

on('install', event => event.waitUntil((async () => {
  const get = async (/** @type {string} */ path) => new Uint8Array(await (await fetch(scope + path, { cache: 'no-store' })).arrayBuffer()), shell = await get('reader.js'), worker = await get('sw.js')
  if (await sha256Hex(await crypto(), shell) !== script) throw 0
  await store.put('script', shell)
  await store.put('own', bytesOf(await sha256Hex(await crypto(), worker)))
  // The first root this browser met stays the one that everything is led back to.
  if (!await store.get('pin')) await store.put('pin', await get('metadata/1.root.json'))
  if (!await reader(true) || spilled.size) throw 0
})()))

on('fetch', event => {
  const { request } = event, [address] = request.url.split(/[?#]/), path = address.slice(scope.length)
  if (!address.startsWith(scope) || request.method !== 'GET' || path === 'exit.html') return
  const after = (/** @type {Promise<unknown>} */ done) => event.waitUntil(done)
  if (request.mode === 'navigate') event.respondWith(answer(path, request, after))
  else if (path === 'reader.js') event.respondWith(store.get('script').then(own => own ? new Response(own, { headers: { 'content-type': 'text/javascript' } }) : fetch(request)))
  else if (/^media\/\w{64}\./.test(path)) event.respondWith(media(path))
})

on('message', event => event.waitUntil((async () => {
  const { keep: desk, wipe } = event.data
  if (wipe) {
    isGone = true
    spilled.clear()
  } else {
    looks.delete(desk)
    const { view } = await inLine(async () => look(await reader(true), desk))
    if (view?.lists.size) await keep({ [desk]: {}, ...await kept() })
    event.ports[0].postMessage(Boolean(view?.lists.size) && !spilled.size)
    return keepNews(desk)
  }
  event.ports[0].postMessage(true)
})()))

// Whoever sent it, what is shown is verified: the headline that a chosen desk's front has for a breaking story, else that there may be news. A browser asks that something is.
on('push', event => event.waitUntil((async () => {
  /** @type {{desk?: string, path?: string}} */
  let told = {}
  try {
    told = event.data.json() ?? told
  } catch {}
  const chosen = Object.keys(await kept()), isChosen = chosen.includes(String(told.desk)), desk = isChosen ? String(told.desk) : chosen[0]
  looks.delete(desk)
  const seen = isChosen && await soon(inLine(async () => look(await reader(true), desk)), ALERT), view = (seen || null)?.view ?? await (await still()).desk(desk)
  const item = isChosen && view?.front.items.find(({ path, breaking, status }) => path === told.path && breaking && !/withdrawn|retracted/.test(status)), words = wordsOf(view?.lists.get(desk + '/keep.html')), name = words?.name ?? scope
  await registration.showNotification(item ? item.headline : name, { body: item ? name : words?.words['alerts.maybe'], tag: item ? item.path : desk + '/index.html', lang: words?.lang, dir: words?.dir })
})()))

on('notificationclick', event => {
  const { notification: { tag } } = event
  event.notification.close()
  event.waitUntil(clients.openWindow(scope + (isPath(tag) ? tag : '')))
})

// Not at the first one, which is this.
registration.addEventListener('updatefound', async () => {
  if (registration.active && !await isCodeOurs(true)) for (const client of await clients.matchAll()) client.postMessage('warning')
})
