// Runs the browser's reader without a browser, for the tests: node check-reader.mjs replay|fuzz|compare|mirrors PARTS INPUT CRYPTO. One JSON text on stdout.
// PARTS is the folder of what readers fetch; the modules they are made of are read where they were written.
import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

const [mode, parts, input, crypto] = process.argv.slice(2)
const modules = new URL('../../src/Skywave.Reading/Browser/', import.meta.url)
const load = name => import(new URL(name + '.js', modules))
for (const part of ['reader-verify', 'reader-fetch']) vm.runInThisContext(fs.readFileSync(path.join(parts, part + '.js'), 'utf8'), { filename: part })
const loaded = []
const library = name => async () => {
  loaded.push(name)
  vm.runInThisContext(fs.readFileSync(path.join(parts, `reader-${name}.js`), 'utf8'))
  return globalThis.skywave[name]
}
// What a browser has: all, no Ed25519, or (over plain http) nothing.
const { subtle } = globalThis.crypto
const has = { webcrypto: subtle, library: { digest: (name, bytes) => subtle.digest(name, bytes), importKey: async () => { throw new Error('no such algorithm') } }, libraries: undefined }
const chosen = await globalThis.skywave.chooseCrypto(has[crypto], { ed25519: library('ed25519'), sha2: library('sha2') })
const given = JSON.parse(fs.readFileSync(input, 'utf8'))
const print = value => process.stdout.write(JSON.stringify(value))
const blob = name => Uint8Array.from(Buffer.from(given.blobs[name], 'base64'))

const storeOf = files => ({ get: async key => files.get(key), put: async (key, bytes) => { files.set(key, bytes) }, delete: async key => { files.delete(key) }, keys: async () => [...files.keys()] })
// No time passes: what waits is called at once, in its order.
const io = state => ({
  now: () => state.now,
  after: (ms, run) => {
    let waits = ms < 2000
    if (waits) setTimeout(() => { if (waits) run() }, 0)
    return () => { waits = false }
  },
  fetch: async address => {
    const { pathname } = new URL(address), answer = state.answers[decodeURIComponent(pathname.slice(1))]
    state.asked.push(pathname)
    if (answer === undefined || answer === '!missing') return new Response('not here', { status: 404 })
    if (answer === '!unreachable') throw new TypeError('Failed to fetch')
    if (answer === '!too-big') return new Response(new ReadableStream({ pull: to => to.enqueue(new Uint8Array(256 * 1024)) }))
    return new Response(blob(answer))
  },
})

async function replay({ root, steps }) {
  const { Holdings, Stopped } = await load('holdings'), { expiredRole } = await load('tuf')
  const stores = new Map(), clients = new Map(), state = { now: 0, answers: {}, asked: [] }, results = []
  for (const { op, client, store, now, answers, argument } of steps) {
    Object.assign(state, { now, answers, asked: [] })
    const open = clients.get(client) ?? await (async () => {
      const files = stores.get(store) ?? new Map()
      stores.set(store, files)
      const means = { io: io(state), crypto: chosen, store: storeOf(files), root: blob(root), mirrors: ['https://mirror.example'] }
      const reader = op.startsWith('tuf-') ? await Holdings.open(means) : await globalThis.skywave.openReader(means)
      if (reader.refusal) return reader
      clients.set(client, reader)
      return reader
    })()
    if (open.refusal) {
      results.push(open.refusal.code)
      continue
    }
    const reader = open.value, last = failures => failures.length === 0 ? 'fine' : failures[failures.length - 1].why
    try {
      if (op === 'spoil') {
        // Somebody else's script on the same address: every file damaged, given under another's name, or gone.
        const files = stores.get(store), values = [...files.values()]
        for (const [i, key] of [...files.keys()].entries()) {
          if (argument === 'forget') files.delete(key)
          else if (argument === 'swap') files.set(key, values[(i + 1) % values.length])
          else files.set(key, Uint8Array.from(files.get(key), (byte, at) => at % 50 === 7 ? byte ^ 1 : byte))
        }
        results.push(files.size)
      } else if (op === 'tuf-refresh') {
        await reader.metadata(reader.mirrors, new Set(), [])
        const late = expiredRole(reader.state, now)
        results.push(late === null ? 'fresh' : 'stale ' + late)
      } else if (op === 'tuf-target') {
        let bytes = null
        const found = await reader.document(reader.hold(), argument, async given => ({ value: bytes = given }), true)
        results.push(found === null ? 'absent' : 'verified ' + Buffer.from(await chosen.sha256(bytes)).toString('hex'))
      } else if (op === 'desk') {
        const answer = await reader.refresh(argument)
        results.push({ state: answer.state, why: last(answer.failures), edition: answer.view?.edition ?? 0, expired: answer.view?.expired ?? '', asked: state.asked.length, asks: answer.asked })
      } else if (op === 'article') {
        const answer = await reader.article(argument)
        results.push({ state: answer.state, why: last(answer.failures), freshness: answer.freshness ?? '', revision: answer.record?.revision ?? 0, fragment: answer.fragment ?? '' })
      } else {
        throw new Error(op)
      }
    } catch (stopped) {
      if (!(stopped instanceof Stopped)) throw stopped
      const why = last(stopped.failures)
      results.push(why.includes('.') && why !== 'file.missing' ? why : 'unreachable')
    }
  }
  return results
}

// A small generator with a seed, so that what fails can be run again.
function dice(seed) {
  let state = seed >>> 0 || 1
  return below => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 >>> 0
    return state % below
  }
}

const scraps = ['[', ']', '{', '}', '"', ',', '0', '-1', '1e999', 'null', '\\ud800', '\u202e', '"__proto__":', '99999999999999999', '../', '<', '>', '</article>', '<article ', '\n\n', '\u2014 ', '+', '==', '\0']
function damage(bytes, roll) {
  const copy = Buffer.from(bytes)
  if (roll(2) === 0 && copy.length > 0) {
    for (let i = roll(3) + 1; i > 0; i--) copy[roll(copy.length)] ^= 1 << roll(8)
    return Uint8Array.from(copy)
  }
  const at = roll(copy.length + 1), end = Math.min(copy.length, at + [0, 1, roll(40), roll(copy.length + 1)][roll(4)])
  const middle = [Buffer.from(scraps[roll(scraps.length)]), Buffer.alloc(0), Buffer.concat([copy.subarray(at, end), copy.subarray(at, end)])][roll(3)]
  return Uint8Array.from(Buffer.concat([copy.subarray(0, at), middle, copy.subarray(end)]))
}

// Every kind of file, damaged: a refusal, or the very value that the true file gives.
async function fuzz({ rounds, files }) {
  const tuf = await load('tuf'), roles = await load('roles'), { checked } = await load('refusal'), documents = await load('documents'), { checkPage } = await load('page'), { checkFragment } = await load('fragment'), log = await load('log'), { textOf } = await load('bytes'), { readKept } = await load('kept')
  const at = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, blob(file)]))
  let state = (await tuf.openRoot(chosen, at.root)).value
  for (const [role, update] of [['timestamp', tuf.updateTimestamp], ['snapshot', tuf.updateSnapshot], ['targets', tuf.updateTargets]]) state = (await update(chosen, state, at[role])).value
  const before = { ...state, timestamp: undefined, snapshot: undefined, targets: undefined }, named = { ...state, snapshot: undefined, targets: undefined }, listed = { ...state, targets: undefined }
  const logs = (await documents.readLogs(chosen, at.logs)).value, text = bytes => textOf(bytes, 'page.not-text')
  // What a role's hash and signatures do not guard is read as whoever holds its key could write it: the result may be another one, never an exception.
  const kinds = {
    root: [at.root, b => tuf.openRoot(chosen, b), s => s.root.signed],
    timestamp: [at.timestamp, b => tuf.updateTimestamp(chosen, before, b), s => s.timestamp.signed],
    snapshot: [at.snapshot, b => tuf.updateSnapshot(chosen, named, b), s => s.snapshot.signed],
    targets: [at.targets, b => tuf.updateTargets(chosen, listed, b), s => s.targets.signed],
    desk: [at.desk, b => tuf.updateDelegated(chosen, state, 'targets', 'en', b), s => s.delegated.get('en').signed],
    page: [at.page, b => checkPage(chosen, b, logs, null), p => p.fragment + JSON.stringify(p.record)],
    proof: [at.checkpoint, b => checked(async () => { const note = log.readCheckpoint(text(b)); await log.checkNote(chosen, note, logs.epochs[0].keys, 1); return note }), n => n.text],
    'a root by its holders': [at.root, b => checked(() => roles.readRoot(chosen, b)), null],
    'a timestamp by its holder': [at.timestamp, b => checked(() => roles.readTimestamp(chosen, b)), null],
    'a snapshot by its holder': [at.snapshot, b => checked(() => roles.readSnapshot(chosen, b)), null],
    'targets by their holders': [at.targets, b => checked(() => roles.readTargets(chosen, b, 'targets')), null],
    logs: [at.logs, b => documents.readLogs(chosen, b), null],
    front: [at.front, documents.readFront, null],
    notices: [at.notices, documents.readNotices, null],
    corrections: [at.corrections, documents.readCorrections, null],
    public: [at.public, documents.readPublic, null],
    record: [at.record, b => checked(() => log.readRecord(b)), null],
    fragment: [at.fragment, b => checked(async () => (await checkFragment(text(b))).value), null],
    memory: [at.memory, async b => ({ value: await readKept(b) }), null],
  }
  const result = {}
  for (const [kind, [bytes, read, same]] of Object.entries(kinds)) {
    const roll = dice(rounds + bytes.length), honest = await read(bytes), codes = {}
    if (honest.refusal) throw new Error(`${kind}: ${honest.refusal.code} ${honest.refusal.detail}`)
    for (let i = 0; i < rounds; i++) {
      const got = await read(damage(bytes, roll))
      if (got.refusal && !/^[a-z-]+\.[a-z-]+$/.test(got.refusal.code)) throw new Error(`${kind}: ${JSON.stringify(got.refusal)}`)
      if (!got.refusal && same && String(same(got.value)) !== String(same(honest.value))) throw new Error(`${kind}: something else was taken for genuine`)
      codes[got.refusal?.code ?? 'taken'] = (codes[got.refusal?.code ?? 'taken'] ?? 0) + 1
    }
    result[kind] = codes
  }
  return result
}

// One by one: the code with which each is refused, or what of it is believed.
async function compare({ items, logs }) {
  const { parseJson, canonical } = await load('json'), { checked, under } = await load('refusal'), roles = await load('roles'), documents = await load('documents'), log = await load('log'), { matches } = await load('tuf'), { checkPage } = await load('page'), { textOf, hexOf } = await load('bytes')
  const known = (await documents.readLogs(chosen, blob(logs))).value, text = bytes => textOf(bytes, 'page.proof-malformed')
  const kinds = {
    match: async b => ({ value: String(matches(...new TextDecoder().decode(b).split('\n'))) }),
    json: async b => ({ value: Buffer.from(await chosen.sha256(new TextEncoder().encode(canonical(parseJson(b))))).toString('hex') }),
    root: async b => ({ value: String((await roles.readRoot(chosen, b)).version) }),
    timestamp: async b => ({ value: String((await roles.readTimestamp(chosen, b)).snapshot.version) }),
    snapshot: async b => ({ value: String((await roles.readSnapshot(chosen, b)).meta.size) }),
    targets: async b => ({ value: String((await roles.readTargets(chosen, b, 'targets')).targets.size) }),
    record: async b => ({ value: log.readRecord(b).address }),
    checkpoint: async b => { const note = log.readCheckpoint(textOf(b, 'log.checkpoint-malformed')); return { value: `${note.origin} ${note.size} ${hexOf(note.root)} ${note.signatures.length}` } },
    proof: async b => { const proof = log.readProof(text(b)); under('page.proof-malformed', () => log.readCheckpoint(proof.checkpoint)); return { value: `${proof.index} ${proof.hashes.length} ${proof.record.length}` } },
    page: async b => { const page = await checkPage(chosen, b, known, null); return page.refusal ? page : { value: page.value.record.address } },
    logs: async b => { const read = await documents.readLogs(chosen, b); return read.refusal ? read : { value: String(read.value.epochs.length) } },
    notices: async b => { const read = await documents.readNotices(b); return read.refusal ? read : { value: String(read.value.notices.length) } },
    corrections: async b => { const read = await documents.readCorrections(b); return read.refusal ? read : { value: String(read.value.items.size) } },
  }
  const results = []
  for (const { kind, file } of items) {
    const got = await checked(() => kinds[kind](blob(file)))
    results.push(got.refusal?.code ?? got.value.refusal?.code ?? 'taken ' + got.value.value)
  }
  return results
}

// Time that the test moves: mirrors answer, stall and fail at the milliseconds they are told to, and every opening and closing is written down.
async function mirrors({ order, answers, memory, most, needs }) {
  const { take, worked, failed, orderOf } = await load('mirrors')
  let now = 0, under = 0, peak = 0, health = memory, number = 0
  const timers = [], log = [], tell = event => log.push(`${now} ${event}`)
  const after = (ms, run) => {
    const timer = { at: now + ms, number: number++, run }
    timers.push(timer)
    return () => { if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1) }
  }
  const settle = async () => { for (let i = 0; i < 60; i++) await null; await new Promise(resolve => setImmediate(resolve)) }
  const fetch = (address, { signal, redirect, credentials, referrerPolicy }) => new Promise((resolve, reject) => {
    if (redirect !== 'error' || credentials !== 'omit' || referrerPolicy !== 'no-referrer') throw new Error('it says too much')
    const name = new URL(address).hostname.split('.')[0], answer = answers[name], stops = []
    tell('ask ' + name)
    peak = Math.max(peak, ++under)
    let isOpen = true
    const close = () => { if (isOpen) under--; isOpen = false; for (const stop of stops) stop() }
    signal.addEventListener('abort', () => { tell('leave ' + name); close(); reject(new DOMException('', 'AbortError')) })
    if (answer.error !== undefined) return stops.push(after(answer.error, () => { close(); reject(new TypeError('Failed to fetch')) }))
    if (answer.first === undefined) return undefined
    return stops.push(after(answer.first, () => {
      let sent = 0
      const body = new ReadableStream({
        start: to => {
          signal.addEventListener('abort', () => { try { to.error(new DOMException('', 'AbortError')) } catch {} })
          const send = () => {
            if (!isOpen) return
            if (sent >= (answer.freeze ?? Infinity)) return
            if (sent >= (answer.dies ?? Infinity)) { close(); to.error(new TypeError('network error')); return }
            if (sent >= (answer.length ?? 1)) { close(); to.close(); return }
            to.enqueue(new TextEncoder().encode((answer.text ?? 'good')[sent++ % 4] ?? ' '))
            stops.push(after(answer.every ?? 0, send))
          }
          send()
        },
      }, { highWaterMark: 1e9 })
      resolve(new Response(body, { status: answer.status ?? 200 }))
    }))
  })
  let result
  const wish = { most: most ?? 100, tooBig: 'page.too-big', check: async bytes => new TextDecoder().decode(bytes).startsWith(needs ?? 'g') ? { value: 'good' } : { refusal: { code: 'page.no-article', detail: '' } } }
  const names = orderOf(order.map(name => `https://${name}.example`), health, 0)
  const done = take({ fetch, now: () => now, after }, names, 'en/x.html', wish, (mirror, why) => {
    const name = new URL(mirror).hostname.split('.')[0]
    tell(why === null ? 'take ' + name : `fail ${name} ${why}`)
    health = why === null ? worked(health, mirror, now) : failed(health, mirror, now, why)
  }).then(taken => { result = taken })
  await settle()
  for (let steps = 0; result === undefined && steps < 20000; steps++) {
    const next = timers.sort((a, b) => a.at - b.at || a.number - b.number).shift()
    if (!next) throw new Error('nothing is waited for: ' + log.join('; '))
    now = Math.max(now, next.at)
    next.run()
    await settle()
  }
  await done
  return { log, peak, took: now, taken: result.value ?? null, health, next: orderOf(names, health, now).map(m => new URL(m).hostname.split('.')[0]), timers: timers.length, under }
}

const run = { replay: async () => { const all = {}; for (const [name, one] of Object.entries(given.cases)) all[name] = await replay(one); return all }, fuzz: () => fuzz(given), compare: () => compare(given), mirrors: () => mirrors(given) }
print({ from: chosen.from, loaded, result: await run[mode]() })
