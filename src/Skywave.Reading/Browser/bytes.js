import { refuse } from './refusal.js'

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const writer = new TextEncoder()

/**
 * The text of UTF-8, or a refusal. Strict decoding is one to one: what is cut out of the text and encoded again is the same bytes as in the original.
 * @param {Bytes} bytes @param {string} code
 */
export function textOf(bytes, code) {
  try {
    return strict.decode(bytes)
  } catch {
    return refuse(code)
  }
}

/** @param {string} text @returns {Bytes} */
export const bytesOf = text => writer.encode(text)

/** @param {Bytes} bytes */
export const hexOf = bytes => [...bytes].map(b => b.toString(16).padStart(2, '0')).join('')

/** Null when it is not hex of that many bytes. @param {string} hex @param {number} length @returns {Bytes | null} */
export const fromHex = (hex, length) => hex.length === 2 * length && /^[0-9a-f]+$/i.test(hex) ? Uint8Array.from({ length }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16)) : null

/** Standard base64 in the one form that an encoder writes, else null. @param {string} text @returns {Bytes | null} */
export function fromBase64(text) {
  try {
    const raw = atob(text)
    return btoa(raw) === text ? Uint8Array.from(raw, c => c.charCodeAt(0)) : null
  } catch {
    return null
  }
}

/** @param {...(Bytes | number[])} parts @returns {Bytes} */
export function concat(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** @param {Bytes} a @param {Bytes} b */
export const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i])
