/**
 * Folding: what a word is, and which words are the same to who types them (docs/900-design.md, section 14).
 * The same as SearchFold.cs; a test runs both over the same texts. `table` is fold.json, put in front of this file.
 */

const LONGEST = 35
/** Where each run of one kind starts, and its kind. @type {number[]} */
const starts = []
const kinds = table.runs.split(' ').map((run, i, all) => {
  starts.push(i === 0 ? 0 : starts[i - 1] + parseInt(all[i - 1].slice(1), 36))
  return run[0]
})
/** @type {Map<string, string>} */
const letters = new Map(Object.entries(table.map).flatMap(([plain, from]) => [...from].map(c => /** @type {[string, string]} */ ([c, plain]))))
for (const shift of table.shifts.split(',')) {
  const [first, count, step, by] = shift.split(' ').map(n => parseInt(n, 36))
  for (let i = 0; i < count; i++) letters.set(String.fromCodePoint(first + i * step), String.fromCodePoint(first + i * step + by))
}
const pairs = new Map(Object.entries(table.pairs))
const cyrillic = new Map(Object.entries(table.cyrillic))

/** @param {string} char */
function runOf(char) {
  const code = /** @type {number} */ (char.codePointAt(0))
  let low = 0, high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle] <= code) low = middle
    else high = middle - 1
  }
  return low
}

/** @param {string} char */
const kindOf = char => kinds[runOf(char)]
/** @param {string} kind */
const isJoined = kind => 'ucmvke'.includes(kind)

/** Words, each a list of pieces between hyphens, each a list of bits between joiners. @param {string} text @returns {string[][][]} */
function split(text) {
  /** @type {string[][][]} */
  const words = []
  /** @type {string[][]} */
  let word = []
  /** @type {string[]} */
  let piece = []
  let bit = '', joined = false
  const endBit = () => { if (bit) piece.push(bit); bit = '' }
  const endPiece = () => { endBit(); if (piece.length) word.push(piece); piece = [] }
  const endWord = () => { endPiece(); if (word.length) words.push(word); word = [] }
  for (const char of text) {
    const run = runOf(char), kind = kinds[run]
    if (kind === 'a') endWord()
    else if (kind === 'h') endPiece()
    else if (kind === 'j') endBit()
    else {
      const letter = kind === 'd' ? String((/** @type {number} */ (char.codePointAt(0)) - starts[run]) % 10) : letters.get(char) ?? char
      const pair = bit && pairs.get(bit.slice(-1) + letter)
      if (pair) bit = bit.slice(0, -1) + pair
      else if (kind !== 's') {
        if (joined !== isJoined(kind)) endWord()
        joined = isJoined(kind)
        bit += letter
      }
    }
  }
  endWord()
  return words
}

/** At most 35 code units, no half of a pair. @param {string} text */
const cut = text => text.length <= LONGEST ? text : text.slice(0, /[\ud800-\udbff]/.test(text[LONGEST - 1]) ? LONGEST - 1 : LONGEST)

/** @param {string} word */
function finish(word) {
  if (isJoined(kindOf(word))) return word
  return cut(/[\u0400-\u052f]/.test(word) ? [...word].map(c => cyrillic.get(c) ?? c).join('') : word)
}

/** The words an article is found by. @param {string} text */
export function told(text) {
  const words = split(text).flatMap(word => {
    const pieces = word.map(bits => bits.join(''))
    return [...pieces, ...pieces.length > 1 ? [pieces.join('')] : [], ...word.flatMap(bits => bits.length > 1 ? bits.filter(b => b.length > 1) : [])]
  })
  return [...new Set(words.map(finish))]
}

/** The words a reader asks for. @param {string} text */
export const asked = text => [...new Set(split(text).flatMap(word => word.map(bits => finish(bits.join('')))))]

/** Characters or syllables of a script without spaces. @param {string} word */
function units(word) {
  /** @type {string[]} */
  const out = []
  const chars = [...word]
  let glue = false
  chars.forEach((char, i) => {
    const kind = kindOf(char)
    // A Burmese consonant that is silenced closes the syllable before it; a dot below may stand between.
    const closes = kind === 'c' && i + 1 < chars.length && (kindOf(chars[i + 1]) === 'k' || (chars[i + 1] === '\u1037' && i + 2 < chars.length && kindOf(chars[i + 2]) === 'k'))
    if (out.length && (glue || 'mvk'.includes(kind) || closes)) out[out.length - 1] += char
    else out.push(char)
    glue = kind === 'e' || kind === 'v'
  })
  return out
}

/** The terms of a told word. @param {string} word */
export function terms(word) {
  if (!isJoined(kindOf(word))) return [word]
  const all = units(word)
  return all.map((unit, i) => cut(i + 1 < all.length ? unit + all[i + 1] : unit))
}

/** What a shard is chosen by. @param {string} term */
const keyOf = term => [...term].slice(0, /** @type {number} */ (term.codePointAt(0)) >= 0x2e80 ? 1 : 3).join('')

/** @param {string} term @param {number} shards */
export function shardOf(term, shards) {
  const key = keyOf(term)
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i)
    hash = Math.imul(hash ^ (unit & 255), 0x01000193)
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193)
  }
  return (hash >>> 0) % shards
}

/** What a query asks of an article: every one of these, whole or as a beginning. @param {string} query @returns {{term: string, begins: boolean}[]} */
export function ask(query) {
  const words = asked(query).slice(0, 12)
  return words.flatMap((word, i) => {
    const all = terms(word)
    // Of neighbours that overlap every second one is enough, and the last.
    const pairs = all.slice(0, -1)
    const needed = all.length > 1 ? pairs.filter((_, k) => k % 2 === 0 || k === pairs.length - 1) : all
    return needed.map((term, k) => ({
      term, begins: ((i === words.length - 1 && k === needed.length - 1) || (all.length === 1 && isJoined(kindOf(word)))) && [...term].length >= (/** @type {number} */ (term.codePointAt(0)) >= 0x2e80 ? 1 : 3),
    }))
  }).slice(0, 24)
}
