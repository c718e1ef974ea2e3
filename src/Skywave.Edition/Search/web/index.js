/**
 * The files of a desk's index and a search in them (docs/900-design.md, section 14). They come from whoever runs this mirror: whatever does not have the
 * form is damaged, and nothing of it is used.
 *
 * @typedef {{number: number, path: string, headline: string, day: number, status: number, words: string, language: string}} Line
 * @typedef {{size: number, index: number, shards: number}} Segment
 * @typedef {{lines: Line[], found: number, searched: number, all: number, end: boolean, trouble: '' | 'missing' | 'damaged'}} Step
 * @typedef {<T>(path: string, read: (text: string) => T | null) => Promise<T | null>} Get
 * @typedef {(path: string) => Promise<string | null>} Load gives a file of the index, or null when it is not to be had
 */

const BLOCK = 32, SMALLEST = 256, LARGEST = 8192, MOST_SHARDS = 64
/** Lines of the first step, whose files are there already, and of each further one, which loads a file for each in the worst case. */
const FIRST = 30, NEXT = 10
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** @param {unknown} n @param {number} most @returns {n is number} */
const isCount = (n, most) => typeof n === 'number' && Number.isInteger(n) && n >= 0 && n <= most

/** Which files there are when a desk has so many articles, newest first. @param {number} count */
export function layout(count) {
  const whole = Math.floor(count / SMALLEST) * SMALLEST
  const recent = []
  for (let block = Math.floor(count / BLOCK) - 1; block >= whole / BLOCK; block--) recent.push(block)
  /** @type {Segment[]} */
  const segments = []
  for (let at = 0, size = LARGEST; size >= SMALLEST; size /= 2) {
    for (; at + size <= whole; at += size) segments.unshift({ size, index: at / size, shards: Math.min(size / 64, MOST_SHARDS) })
  }
  return { whole, recent, segments }
}

/** @param {string} text */
function parse(text) {
  try {
    const file = JSON.parse(text)
    return file !== null && typeof file === 'object' && file.v === 1 && isCount(file.from, 1e8) && isCount(file.count, 1e8) ? file : null
  } catch {
    return null
  }
}

/** @param {number} day */
const monthOf = day => new Date(day * 864e5).toISOString().slice(0, 7).replace('-', '/')

/** @param {unknown} line @param {number} number @param {number} before @returns {Line | null} */
function readLine(line, number, before) {
  if (!Array.isArray(line) || line.length < 6 || line.length > 7) return null
  const [id, slug, headline, days, status, words, language = ''] = line
  if (typeof id !== 'string' || !/^[a-z2-7]{16}$/.test(id) || typeof headline !== 'string' || headline.length > 1000 || typeof words !== 'string' || words.length > 20000) return null
  if (!Number.isInteger(days) || !isCount(before + days, 100000) || !isCount(status, 3) || typeof language !== 'string' || !/^[A-Za-z0-9-]{0,35}$/.test(language)) return null
  const name = isCount(slug, 48) ? asked(headline).slice(0, slug).join('-') : slug
  if (typeof name !== 'string' || !/^[a-z0-9-]{0,48}$/.test(name)) return null
  return { number, path: `${monthOf(before + days)}/${name && name + '-'}${id}.html`, headline, day: before + days, status, words, language }
}

/** The lines of a tail or a block, null for a withdrawn article; null when the file is damaged. @param {string} text @param {number} [block] */
export function readLines(text, block) {
  const file = parse(text)
  if (!file || !Array.isArray(file.lines)) return null
  const tail = block === undefined
  if (file.from !== (tail ? Math.floor(file.count / BLOCK) * BLOCK : block * BLOCK) || file.lines.length !== (tail ? file.count % BLOCK : BLOCK) || (!tail && file.count !== BLOCK)) return null
  /** @type {(Line | null)[]} */
  const lines = []
  let day = 0
  for (const given of file.lines) {
    const line = given === 0 ? null : readLine(given, file.from + lines.length, day)
    if (given !== 0 && line === null) return null
    day = line?.day ?? day
    lines.push(line)
  }
  return { count: /** @type {number} */ (file.count), lines }
}

/** The numbers of a term, with whether the headline has it; null when damaged. @param {string} at @param {number} from @param {number} count */
function readPlaces(at, from, count) {
  /** @type {[number, boolean][]} */
  const places = []
  let next = 0, value = 0, bits = 0
  for (const digit of at) {
    const d = DIGITS.indexOf(digit)
    if (d < 0 || bits > 15) return null
    value += (d & 31) << bits
    bits += 5
    if (d >= 32) continue
    next += value >> 1
    if (next >= count) return null
    places.push([from + next, (value & 1) === 1])
    next++
    value = bits = 0
  }
  return bits === 0 ? places : null
}

/**
 * The numbers in a segment's shard whose articles have a term, or which of its parts may have some; null when it is damaged. A part has no parts.
 * @param {string} text @param {Segment} segment @param {{term: string, begins: boolean}} asks @param {Map<number, boolean>} [found] of a part: what those before it have
 * @returns {Map<number, boolean> | number[] | null}
 */
export function readShard(text, segment, asks, found) {
  const file = parse(text)
  const from = segment.index * segment.size
  if (!file || file.from !== from || file.count !== segment.size) return null
  if (!found && typeof file.parts === 'string') {
    const parts = file.parts.split(' ')
    return [...parts.keys()].filter(i => !(parts[i + 1] <= asks.term) && (parts[i] <= asks.term || (asks.begins && parts[i].startsWith(asks.term))))
  }
  if (typeof file.terms !== 'string' || typeof file.at !== 'string') return null
  const terms = file.terms === '' ? [] : file.terms.split(' '), at = file.at === '' ? [] : file.at.split(' ')
  if (terms.length !== at.length) return null
  found ??= new Map()
  let before = ''
  for (let i = 0; i < terms.length; i++) {
    const shared = parseInt(terms[i][0], 36)
    if (!(shared <= before.length)) return null
    const term = before = before.slice(0, shared) + terms[i].slice(1)
    if (term.length > 35) return null
    if (asks.begins ? !term.startsWith(asks.term) : term !== asks.term) continue
    const places = readPlaces(at[i], from, segment.size)
    if (!places) return null
    for (const [number, head] of places) found.set(number, head || found.get(number) === true)
  }
  return found
}

/** Those that every map has, headlines that have all first, then the newest. @param {Map<number, boolean>[]} maps */
function common(maps) {
  const [first, ...others] = maps
  return [...first].filter(([number]) => others.every(m => m.has(number))).map(([number, head]) => ({ number, head: head && others.every(m => m.get(number)) })).sort(order)
}

/** @param {{number: number, head: boolean}} a @param {{number: number, head: boolean}} b */
const order = (a, b) => Number(b.head) - Number(a.head) || b.number - a.number

/** @param {Line} line @param {{term: string, begins: boolean}[]} asks */
function match(line, asks) {
  const head = told(line.headline).flatMap(terms)
  const rest = line.words.split(' ').filter(Boolean).flatMap(terms)
  const has = (/** @type {string[]} */ list, /** @type {{term: string, begins: boolean}} */ { term, begins }) => list.some(t => begins ? t.startsWith(term) : t === term)
  return asks.every(a => has(head, a) || has(rest, a)) ? { number: line.number, line, head: asks.every(a => has(head, a)) } : null
}

/**
 * Searches step by step: the newest stories first, then a step each time the caller asks for more. The first step loads whole files only.
 * @param {Load} load @param {string} query @returns {AsyncGenerator<Step, void, void>}
 */
export async function* search(load, query) {
  const asks = ask(query)
  const step = { all: 0, found: 0, searched: 0, end: false, trouble: /** @type {Step['trouble']} */ ('') }
  /** @template T @param {string} path @param {(text: string) => T | null} read @returns {Promise<T | null>} */
  const get = async (path, read) => {
    const text = await load(path)
    const file = text === null ? null : read(text)
    if (file === null) step.trouble = text === null ? 'missing' : 'damaged'
    return file
  }
  const tail = await get('tail.json', text => readLines(text))
  if (!tail || asks.length === 0) {
    yield { ...step, lines: [], end: true }
    return
  }
  step.all = tail.count
  const plan = layout(tail.count)
  const blocks = await Promise.all(plan.recent.map(block => get(`recent/${block}.json`, text => readLines(text, block))))
  const newest = [tail, ...blocks].flatMap(file => file?.lines ?? [])
  step.searched = newest.length
  /** @type {{number: number, head: boolean, line?: Line}[]} */
  let pending = newest.flatMap(line => line === null ? [] : match(line, asks) ?? []).sort(order)
  step.found = pending.length
  let segments = plan.segments
  for (let first = true; first || pending.length > 0 || segments.length > 0; first = false) {
    if (!first) step.trouble = ''
    const shown = first ? FIRST : NEXT
    /** @type {Line[]} */
    const lines = []
    do {
      const now = pending.slice(0, shown - lines.length)
      pending = pending.slice(now.length)
      lines.push(...await linesOf(now, get))
      if (first || lines.length >= shown || pending.length > 0 || segments.length === 0) break
      const [segment, ...older] = segments
      segments = older
      const found = await inSegment(segment, asks, get)
      if (found) {
        pending = found
        step.found += found.length
        step.searched += segment.size
      }
    } while (true)
    yield { ...step, lines, end: pending.length === 0 && segments.length === 0 }
  }
}

/**
 * What a segment has of a query; null when a file of it is not to be had. Two shards at a time, those of the longest terms first, and no more once nothing is left in common.
 * @param {Segment} segment @param {{term: string, begins: boolean}[]} asks
 * @param {Get} get
 */
async function inSegment(segment, asks, get) {
  const left = [...asks].sort((a, b) => b.term.length - a.term.length)
  /** @type {Map<number, boolean>[]} */
  const maps = []
  for (let i = 0; i < left.length && (i === 0 || common(maps).length > 0); i += 2) {
    const two = await Promise.all(left.slice(i, i + 2).map(a => inShard(segment, a, get)))
    for (const map of two) {
      if (!map) return null
      maps.push(map)
    }
  }
  return common(maps)
}

/**
 * What a shard has of a term: one too large for a file names its parts by their first terms.
 * @param {Segment} segment @param {{term: string, begins: boolean}} a @param {Get} get @returns {Promise<Map<number, boolean> | null>}
 */
async function inShard(segment, a, get) {
  const name = `words/${segment.size}/${segment.index}/${shardOf(a.term, segment.shards)}`
  const shard = await get(name + '.json', text => readShard(text, segment, a))
  if (!Array.isArray(shard)) return shard
  /** @type {Map<number, boolean>} */
  const found = new Map()
  for (const part of shard) if (!await get(`${name}-${part}.json`, text => readShard(text, segment, a, found))) return null
  return found
}

/**
 * What is shown of some numbers, in their order; the files of those that have none yet are loaded.
 * @param {{number: number, line?: Line}[]} found @param {(path: string, read: (text: string) => ReturnType<typeof readLines>) => Promise<ReturnType<typeof readLines>>} get
 */
async function linesOf(found, get) {
  const blocks = [...new Set(found.filter(f => !f.line).map(f => Math.floor(f.number / BLOCK)))]
  const files = new Map(await Promise.all(blocks.map(async block => /** @type {[number, ReturnType<typeof readLines>]} */ ([block, await get(`lines/${block}.json`, text => readLines(text, block))]))))
  return found.flatMap(f => f.line ?? files.get(Math.floor(f.number / BLOCK))?.lines[f.number % BLOCK] ?? [])
}
