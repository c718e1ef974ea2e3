import { bytesOf, concat, fromHex, hexOf } from './bytes.js'

/**
 * SHA-256 and Ed25519 from WebCrypto where it has them, else from small libraries that are loaded only then (docs/dependencies.md).
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {{from: string, sha256: (bytes: Bytes) => Promise<Bytes>, verify: (key: Bytes, message: Bytes, signature: Bytes) => Promise<boolean>}} Crypto `from` says whose they are
 * @typedef {{verifyAsync: (signature: Bytes, message: Bytes, key: Bytes, options: {zip215: boolean}) => Promise<boolean>, hashes: {sha512Async: (bytes: Bytes) => Promise<Bytes>}}} EdLibrary
 * @typedef {{sha256: (bytes: Bytes) => Bytes, sha512: (bytes: Bytes) => Bytes}} HashLibrary
 * @typedef {{ed25519: () => Promise<EdLibrary>, sha2: () => Promise<HashLibrary>}} Libraries how the host loads them
 */

// RFC 8032, section 7.1, test 2: a browser that says it can must also do so, and say no to another message.
const TEST = { key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', signature: '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00' }

/** @param {SubtleCrypto} subtle @returns {Crypto['verify']} */
const verifyWith = subtle => async (key, message, signature) => subtle.verify('Ed25519', await subtle.importKey('raw', key, 'Ed25519', false, ['verify']), signature, message)

/** @param {Crypto['verify']} verify */
async function works(verify) {
  const key = /** @type {Bytes} */ (fromHex(TEST.key, 32)), signature = /** @type {Bytes} */ (fromHex(TEST.signature, 64))
  try {
    return await verify(key, Uint8Array.of(0x72), signature) && !await verify(key, Uint8Array.of(0x73), signature)
  } catch {
    return false
  }
}

/**
 * Chooses once, for as long as the page or worker lives.
 * @param {SubtleCrypto | undefined} subtle undefined where the address is no secure context
 * @param {Libraries} libraries
 * @returns {Promise<Crypto>}
 */
export async function chooseCrypto(subtle, libraries) {
  const hashes = subtle ? null : await libraries.sha2()
  /** @param {'sha256' | 'sha512'} name @returns {(bytes: Bytes) => Promise<Bytes>} */
  const hash = name => hashes ? async bytes => hashes[name](bytes) : async bytes => new Uint8Array(await /** @type {SubtleCrypto} */ (subtle).digest(name.replace('sha', 'SHA-'), bytes))
  const native = subtle && await works(verifyWith(subtle)) ? verifyWith(subtle) : null
  const library = native ? null : await libraries.ed25519()
  if (library) library.hashes.sha512Async = hash('sha512')
  /** @type {Crypto['verify']} */
  const verify = async (key, message, signature) => {
    if (key.length !== 32 || signature.length !== 64) return false
    try {
      return await (native ? native(key, message, signature) : /** @type {EdLibrary} */ (library).verifyAsync(signature, message, key, { zip215: false }))
    } catch {
      // A key that is no point on the curve is a refusal to both; it vouches for nothing.
      return false
    }
  }
  return { from: native ? 'webcrypto' : hashes ? 'libraries' : 'library', sha256: hash('sha256'), verify }
}

/** @param {Crypto} crypto @param {Bytes} bytes */
export const sha256Hex = async (crypto, bytes) => hexOf(await crypto.sha256(bytes))

/** RFC 6962: the hash of an entry, and of two subtrees. @param {Crypto} crypto @param {Bytes} entry */
export const entryHash = (crypto, entry) => crypto.sha256(concat([0], entry))
/** @param {Crypto} crypto @param {Bytes} left @param {Bytes} right */
export const nodeHash = (crypto, left, right) => crypto.sha256(concat([1], left, right))

/** @param {Crypto} crypto @param {string} text */
export const textHash = (crypto, text) => sha256Hex(crypto, bytesOf(text))
