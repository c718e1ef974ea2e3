import { concat } from './bytes.js'

/**
 * Where a file comes from. One mirror is asked at a time; when nothing has come for two seconds a second one is asked beside it, never a third. What does not verify is its
 * mirror's failure like any other, so a block page answered with 200 is one. Time, timers and fetch are passed in.
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {import('./refusal.js').Refusal} Refusal
 * @typedef {{fetch: (address: string, options: RequestInit) => Promise<Response>, now: () => number, after: (ms: number, run: () => void) => () => void}} Io `after` gives what calls it off
 * @typedef {{good: number, fails: number, until: number, why: string}} Health of one mirror: when it last gave something genuine (0: never), how often it failed since, until when it is asked last, and why
 * @typedef {Record<string, Health>} Memory by address; plain JSON
 * @typedef {{most: number, tooBig: string, fresh?: boolean, type?: RegExp}} Limits of a file: its greatest length, the code of a longer one, whether it may change (default false: the browser's copy will do), and of which type it must be said to be (default any)
 * @typedef {{mirror: string, why: string}} Failure `why`: an OONI failure string, or the code of what was refused
 */
/**
 * @template T
 * @typedef {{value: T, mirror: string, failures: Failure[]} | {value?: undefined, mirror?: undefined, failures: Failure[]}} Taken
 */

const SECOND = 1000
/** Without a byte for so long a second mirror is asked; all the same when the whole takes this long. */
const HEDGE = 2 * SECOND, LONG = 12 * SECOND
/** Without a byte for so long a mirror has failed: some networks freeze a connection after 16 KB and never close it. And in all. */
const STALL = 10 * SECOND, LIMIT = 120 * SECOND
/** Mirrors asked for one file, and between one failure and the next mirror: a burst of new connections is itself a sign that censors look for. */
const MOST_TRIES = 6, PAUSE = SECOND / 4
const BACK_OFF = 30 * SECOND, LONGEST = 3600 * SECOND
/** There is no such file: an answer where one may be missing, else a failure. */
export const MISSING = 'file.missing'

/**
 * In which order mirrors are asked: what worked last is first, what failed waits behind the others; nobody is left out.
 * @param {string[]} mirrors @param {Memory} memory @param {number} now
 */
export function orderOf(mirrors, memory, now) {
  const waits = (/** @type {string} */ m) => Math.max(0, (memory[m]?.until ?? 0) - now)
  return [...new Set(mirrors)].map((m, i) => ({ m, i })).sort((a, b) => waits(a.m) - waits(b.m) || (memory[b.m]?.good ?? 0) - (memory[a.m]?.good ?? 0) || a.i - b.i).map(({ m }) => m)
}

/** @param {Memory} memory @param {string} mirror @param {number} now @returns {Memory} */
export const worked = (memory, mirror, now) => ({ ...memory, [mirror]: { good: now, fails: 0, until: 0, why: '' } })

/** @param {Memory} memory @param {string} mirror @param {number} now @param {string} why @returns {Memory} */
export function failed(memory, mirror, now, why) {
  const fails = (memory[mirror]?.fails ?? 0) + 1
  return { ...memory, [mirror]: { good: memory[mirror]?.good ?? 0, fails, until: now + Math.min(BACK_OFF * 2 ** (fails - 1), LONGEST), why } }
}

/**
 * One file from one mirror: its bytes, at most so many, or why not.
 * @param {Io} io @param {string} address @param {Limits} limits @param {AbortController} abort @param {() => void} onByte @returns {Promise<{bytes: Bytes} | {why: string}>}
 */
async function download(io, address, { most, tooBig, fresh, type }, abort, onByte) {
  let why = 'unknown_failure', stop = () => {}
  const end = (/** @type {string} */ because) => {
    why = because
    abort.abort()
  }
  const watch = () => {
    stop()
    stop = io.after(STALL, () => end('generic_timeout_error'))
  }
  const stopAll = io.after(LIMIT, () => end('generic_timeout_error'))
  try {
    watch()
    // No cookie, no page's address, no other host: what a mirror learns is the file and nothing more.
    const answer = await io.fetch(address, { signal: abort.signal, redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer', cache: fresh ? 'no-cache' : 'default' })
    if (answer.status === 404 || answer.status === 410) end(MISSING)
    else if (answer.status !== 200 || type?.test(String(answer.headers.get('content-type'))) === false) end('http_request_failed')
    if (abort.signal.aborted || !answer.body) return { why }
    why = 'eof_error'
    const reader = answer.body.getReader(), parts = []
    for (let length = 0; ;) {
      watch()
      onByte()
      const { done, value } = await reader.read()
      if (done) return abort.signal.aborted ? { why } : { bytes: concat(...parts) }
      length += value.length
      parts.push(value)
      if (length > most) {
        end(tooBig)
        return { why }
      }
    }
  } catch {
    return { why }
  } finally {
    stop()
    stopAll()
  }
}

/**
 * Asks mirrors in this order until one gives a file that verifies.
 * @template T
 * @param {Io} io @param {string[]} order @param {string} path in an edition
 * @param {Limits & {missing?: T, check: (bytes: Bytes, mirror: string) => Promise<import('./refusal.js').Checked<T>>}} wish `missing`: the value when a mirror has no such file
 * @param {(mirror: string, why: string | null) => void} tell of each mirror: why it failed, or null
 * @returns {Promise<Taken<T>>}
 */
export function take(io, order, path, wish, tell) {
  return new Promise((resolve, reject) => {
    /** @type {Failure[]} */
    const failures = []
    /** @type {Set<AbortController>} */
    const under = new Set()
    const mirrors = order.slice(0, MOST_TRIES)
    let isOver = false, next = 0, stopWaiting = () => {}

    /** @param {Taken<T>} result */
    const finish = result => {
      isOver = true
      stopWaiting()
      for (const abort of under) abort.abort()
      resolve(result)
    }
    /** @param {number} ms */
    const startIn = ms => {
      stopWaiting()
      stopWaiting = io.after(ms, start)
    }
    function start() {
      const mirror = mirrors[next]
      if (isOver || under.size >= 2 || mirror === undefined) return
      next++
      startIn(HEDGE)
      ask(mirror).catch(reject)
    }
    /** @param {string} mirror */
    async function ask(mirror) {
      const abort = new AbortController(), begun = io.now()
      under.add(abort)
      // The second mirror waits as long as bytes come, but not for ever.
      const onByte = () => { if (!isOver && under.size < 2) startIn(Math.max(0, Math.min(HEDGE, begun + LONG - io.now()))) }
      const got = await download(io, mirror.replace(/\/?$/, '/') + path.split('/').map(encodeURIComponent).join('/'), wish, abort, onByte)
      if (isOver) return
      const { value, refusal } = 'bytes' in got ? await wish.check(got.bytes, mirror)
        : got.why === MISSING && 'missing' in wish ? { value: /** @type {T} */ (wish.missing) } : { refusal: { code: got.why, detail: '' } }
      under.delete(abort)
      if (isOver) return
      tell(mirror, refusal?.code ?? null)
      if (!refusal) return finish({ value: /** @type {T} */ (value), mirror, failures })
      failures.push({ mirror, why: refusal.code })
      if (next < mirrors.length) startIn(PAUSE * 2 ** Math.min(failures.length - 1, 4))
      else if (under.size === 0) finish({ failures })
    }
    if (mirrors.length > 0) start()
    else finish({ failures })
  })
}
