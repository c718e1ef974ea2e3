import { need, refuse, under } from './refusal.js'
import { textOf } from './bytes.js'
import { timeOf } from './names.js'

/**
 * @typedef {{[name: string]: Json}} JsonObject
 * @typedef {null | boolean | number | string | JsonList | JsonObject} Json
 * @typedef {Json[]} JsonList
 */

const BAD_JSON = 'json.malformed', DEEPEST = 64

/**
 * Strict JSON from the received bytes (docs/900-design.md, section 2): no duplicate key, no half of a character, whole numbers within 2^53 only, at most 64 deep.
 * Objects have no prototype, so that no name in them means anything.
 * @param {import('./bytes.js').Bytes} bytes @returns {Json}
 */
export function parseJson(bytes) {
  const text = textOf(bytes, BAD_JSON)
  let at = 0
  const wrong = () => refuse(BAD_JSON, `at ${at}`)

  const space = () => {
    while (' \n\r\t'.includes(text[at] ?? '-')) at++
    return text[at]
  }
  /** @param {string} mark */
  const is = mark => space() === mark && ++at > 0

  function string() {
    if (space() !== '"') wrong()
    const from = at++
    while (text[at] !== '"') {
      if (at >= text.length) wrong()
      at += text[at] === '\\' ? 2 : 1
    }
    /** @type {string} */
    let value
    try {
      value = JSON.parse(text.slice(from, ++at))
    } catch {
      return wrong()
    }
    return /[\ud800-\udfff]/u.test(value) ? wrong() : value
  }

  /** @param {number} depth @returns {Json} */
  function value(depth) {
    const first = space()
    if (first === '"') return string()
    if (first === '{' || first === '[') {
      if (depth === DEEPEST) wrong()
      at++
      return first === '{' ? object(depth + 1) : list(depth + 1)
    }
    for (const [word, meaning] of /** @type {const} */ ([['true', true], ['false', false], ['null', null]])) {
      if (text.startsWith(word, at)) {
        at += word.length
        return meaning
      }
    }
    const digits = /-?(?:0|[1-9]\d{0,15})(?![\d.eE])/y
    digits.lastIndex = at
    const number = Number(digits.exec(text)?.[0] ?? NaN)
    if (!Number.isSafeInteger(number)) wrong()
    at = digits.lastIndex
    return number
  }

  /** @param {number} depth */
  function object(depth) {
    /** @type {{[name: string]: Json}} */
    const members = Object.create(null)
    if (is('}')) return members
    do {
      const name = string()
      if (name in members || !is(':')) wrong()
      members[name] = value(depth)
    } while (is(','))
    return is('}') ? members : wrong()
  }

  /** @param {number} depth */
  function list(depth) {
    /** @type {Json[]} */
    const items = []
    if (is(']')) return items
    do items.push(value(depth)); while (is(','))
    return is(']') ? items : wrong()
  }

  const whole = value(0)
  return space() === undefined ? whole : wrong()
}

// Not by UTF-16 units, whose order is another where a pair of surrogates meets U+E000 to U+FFFF.
/** @param {string} a @param {string} b */
function byCodePoint(a, b) {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = Number(a.codePointAt(i)) - Number(b.codePointAt(i))
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** @param {string} text */
const quoted = text => `"${text.replace(/["\\]/g, '\\$&')}"`

/** Canonical JSON: keys sorted by code point, no white space, only `"` and `\` escaped. @param {Json} value @returns {string} */
export function canonical(value) {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (value === null || typeof value !== 'object') return String(value)
  return `{${Object.keys(value).sort(byCodePoint).map(name => quoted(name) + ':' + canonical(value[name])).join()}}`
}

/**
 * The fields of one JSON object that a stranger sent. Whatever is missing, of another kind or out of bounds is refused with the code it was made with.
 */
export class Fields {
  /** @param {Json | undefined} value @param {string} where @param {string} code */
  constructor(value, where, code) {
    need(value !== null && typeof value === 'object' && !Array.isArray(value), code, where)
    this.value = value
    this.where = where
    this.code = code
  }

  /** Reads a document whose root is an object. @param {import('./bytes.js').Bytes} bytes @param {string} where @param {string} code */
  static of(bytes, where, code) {
    return new Fields(under(code, () => parseJson(bytes)), where, code)
  }

  /** @param {string} name */
  has(name) {
    return name in this.value
  }

  /** @param {boolean} holds @param {string} name */
  need(holds, name) {
    need(holds, this.code, `${this.where}.${name}`)
  }

  /** @param {string} name @param {(text: string) => boolean} [fits] */
  text(name, fits) {
    const text = this.value[name]
    this.need(typeof text === 'string' && (!fits || fits(text)), name)
    return /** @type {string} */ (text)
  }

  /** A time, in milliseconds. @param {string} name */
  time(name) {
    const time = timeOf(this.text(name))
    this.need(time !== null, name)
    return Number(time)
  }

  /** @param {string} name @param {number} least @param {number} most */
  integer(name, least, most) {
    const number = this.value[name]
    this.need(typeof number === 'number' && number >= least && number <= most, name)
    return /** @type {number} */ (number)
  }

  /** @param {string} name */
  bool(name) {
    const bool = this.value[name]
    this.need(typeof bool === 'boolean', name)
    return /** @type {boolean} */ (bool)
  }

  /** @param {string} name */
  object(name) {
    return new Fields(this.value[name], `${this.where}.${name}`, this.code)
  }

  /** Texts of a list. @param {string} name @param {number} most @param {(text: string) => boolean} fits */
  texts(name, most, fits) {
    const items = this.value[name]
    this.need(Array.isArray(items) && items.length <= most && items.every(item => typeof item === 'string' && fits(item)), name)
    return /** @type {string[]} */ (items)
  }

  /**
   * Objects of a list.
   * @template T
   * @param {string} name @param {number} most @param {(item: Fields) => T} read
   */
  list(name, most, read) {
    const items = this.value[name]
    this.need(Array.isArray(items) && items.length <= most, name)
    return /** @type {Json[]} */ (items).map(item => read(new Fields(item, `${this.where}.${name}[]`, this.code)))
  }

  /**
   * A map from names to objects.
   * @template T
   * @param {string} name @param {(member: Fields, name: string) => T} read
   * @returns {Map<string, T>}
   */
  map(name, read) {
    const members = this.object(name)
    return new Map(Object.keys(members.value).map(key => [key, read(members.object(key), key)]))
  }
}
