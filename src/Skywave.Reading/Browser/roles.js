import { need, under } from './refusal.js'
import { bytesOf, fromHex } from './bytes.js'
import { sha256Hex } from './crypto.js'
import { canonical, Fields } from './json.js'
import { timeOf } from './names.js'

/**
 * Metadata files of TUF 1.x in the reference encoding, as docs/900-design.md, section 9 has them. Reading one proves nothing: `checkSignatures` does.
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {import('./crypto.js').Crypto} Crypto
 * @typedef {{id: string, type: string, public: string}} Key
 * @typedef {{keys: Key[], threshold: number}} RoleKeys
 * @typedef {{version: number, length?: number, hash?: string}} Meta what a snapshot or timestamp says of a file
 * @typedef {{length: number, hash: string, custom?: import('./json.js').Json}} Entry what a targets role says of a file
 * @typedef {{name: string, keys: RoleKeys, terminating: boolean, paths: string[], byHash: boolean}} Delegation
 * @typedef {{bytes: Bytes, hash: string, signed: Bytes, signatures: Map<string, string>, version: number, expires: number}} File
 * @typedef {File & {roles: Record<string, RoleKeys>}} Root
 * @typedef {File & {snapshot: Meta}} Timestamp
 * @typedef {File & {meta: Map<string, Meta>, cut: number | null}} Snapshot
 * @typedef {File & {targets: Map<string, Entry>, delegations: Delegation[]}} Targets
 */

export const CAPS = { root: 512 * 1024, timestamp: 16 * 1024, snapshot: 2 * 1024 * 1024, targets: 5 * 1024 * 1024 }
const BAD_ROLE = 'tuf.malformed', MANY = 1024

/** No path parts and no control characters: it becomes a file's name. @param {string} name */
const isSafeRole = name => name.length >= 1 && name.length <= 512 && name !== '.' && !/\.\.|[/\\\x00-\x1f\x7f-\x9f]/.test(name)
/** @param {string} name */
export const isSafeTarget = name => name.length >= 1 && name.length <= 1024 && !/[\\\x00-\x1f\x7f-\x9f]|(^|\/)(\.{0,2})(\/|$)/.test(name)

/**
 * @template T
 * @param {Crypto} crypto @param {Bytes} bytes @param {keyof typeof CAPS} type @param {string} role its name, for messages
 * @param {(signed: Fields) => T} content
 * @returns {Promise<File & T>}
 */
async function readRole(crypto, bytes, type, role, content) {
  need(bytes.length <= CAPS[type], 'tuf.too-big', role)
  const file = Fields.of(bytes, role, BAD_ROLE)
  const signed = file.object('signed')
  /** @type {Map<string, string>} */
  const signatures = new Map()
  file.list('signatures', MANY, item => {
    const id = item.text('keyid')
    const signature = item.text('sig')
    need(!signatures.has(id), 'tuf.duplicate-signature', role)
    signatures.set(id, signature)
  })
  need(signed.text('_type') === type, 'tuf.type', role)
  need(/^1(\.\d{1,9}){1,3}$/.test(signed.text('spec_version')), 'tuf.spec-version', role)
  const version = versionOf(signed)
  const expires = timeOf(signed.text('expires'))
  need(expires !== null, 'tuf.expiry-malformed', role)
  return { bytes, hash: await sha256Hex(crypto, bytes), signed: bytesOf(canonical(signed.value)), signatures, version, expires, ...content(signed) }
}

/** @param {Fields} of */
function versionOf(of) {
  return under('tuf.version-malformed', () => of.integer('version', 1, Number.MAX_SAFE_INTEGER))
}

/** @param {Fields} of */
function sha256Of(of) {
  return of.object('hashes').text('sha256', text => fromHex(text, 32) !== null).toLowerCase()
}

/** @param {Fields} of @returns {Meta} */
function metaOf(of) {
  return {
    version: versionOf(of),
    length: of.has('length') ? of.integer('length', 0, Number.MAX_SAFE_INTEGER) : undefined,
    hash: of.has('hashes') ? sha256Of(of) : undefined,
  }
}

/** Keys by id; a kind we do not know is kept and verifies nothing. @param {Fields} of */
function keysOf(of) {
  return of.map('keys', (key, id) => {
    const shown = key.object('keyval').value.public
    const type = `${key.text('keytype')}/${key.text('scheme')}`
    return { id, type, public: typeof shown === 'string' ? shown : '' }
  })
}

/** @param {Fields} of @param {Map<string, Key>} keys @returns {RoleKeys} */
function roleKeysOf(of, keys) {
  const ids = of.texts('keyids', MANY, () => true)
  need(new Set(ids).size === ids.length, 'tuf.duplicate-keyid', of.where)
  const threshold = under('tuf.threshold', () => of.integer('threshold', 1, 2 ** 31 - 1))
  return { keys: ids.flatMap(id => keys.get(id) ?? []), threshold }
}

/** @param {Crypto} crypto @param {Bytes} bytes @returns {Promise<Root>} */
export const readRoot = (crypto, bytes) => readRole(crypto, bytes, 'root', 'root', signed => {
  const keys = keysOf(signed), roles = signed.object('roles')
  const named = Object.fromEntries(['root', 'snapshot', 'targets', 'timestamp'].map(name => [name, roleKeysOf(roles.object(name), keys)]))
  signed.need(signed.bool('consistent_snapshot'), 'consistent_snapshot')
  return { roles: named }
})

/** @param {Crypto} crypto @param {Bytes} bytes @returns {Promise<Timestamp>} */
export const readTimestamp = (crypto, bytes) => readRole(crypto, bytes, 'timestamp', 'timestamp', signed => ({ snapshot: metaOf(signed.object('meta').object('snapshot.json')) }))

/** @param {Crypto} crypto @param {Bytes} bytes @returns {Promise<Snapshot>} */
export const readSnapshot = (crypto, bytes) => readRole(crypto, bytes, 'snapshot', 'snapshot', signed => {
  const meta = new Map([...signed.map('meta', (entry, file) => {
    need(file.endsWith('.json') && isSafeRole(file.slice(0, -5)), 'tuf.role-name', file)
    return metaOf(entry)
  })].map(([file, entry]) => [file.slice(0, -5), entry]))
  const ours = signed.value['x-skywave']
  const cut = ours !== null && typeof ours === 'object' && !Array.isArray(ours) ? ours.cut : null
  return { meta, cut: typeof cut === 'string' ? timeOf(cut) : null }
})

/** @param {Crypto} crypto @param {Bytes} bytes @param {string} role @returns {Promise<Targets>} */
export const readTargets = (crypto, bytes, role) => readRole(crypto, bytes, 'targets', role, signed => ({
  targets: signed.map('targets', (entry, name) => {
    need(isSafeTarget(name), 'tuf.target-name', role)
    return { length: entry.integer('length', 0, Number.MAX_SAFE_INTEGER), hash: sha256Of(entry), custom: entry.value.custom }
  }),
  delegations: signed.has('delegations') ? delegationsOf(signed.object('delegations')) : [],
}))

/** @param {Fields} of */
function delegationsOf(of) {
  const keys = keysOf(of), names = new Set()
  return of.list('roles', Infinity, role => {
    const name = role.text('name'), byHash = role.has('path_hash_prefixes')
    need(isSafeRole(name) && !/^(root|targets|snapshot|timestamp)$/i.test(name), 'tuf.role-name', role.where)
    role.need(byHash !== role.has('paths'), 'paths')
    const paths = role.texts(byHash ? 'path_hash_prefixes' : 'paths', Infinity, () => true)
    const delegation = { name, keys: roleKeysOf(role, keys), terminating: role.bool('terminating'), paths, byHash }
    role.need(names.size < names.add(name).size, 'name')
    return delegation
  })
}

/** Refuses bytes that are not the file meant, before anything of them is read. @param {Crypto} crypto @param {Bytes} bytes @param {Meta} meta @param {string} role */
export async function checkMeta(crypto, bytes, meta, role) {
  need(meta.length === undefined || meta.length === bytes.length, 'tuf.length', role)
  need(meta.hash === undefined || meta.hash === await sha256Hex(crypto, bytes), 'tuf.hash', role)
}

/** What a key is, whatever it is called: two ids of one key count once. @param {Key} key */
const identity = key => key.public.toLowerCase()

/** @param {RoleKeys} a @param {RoleKeys} b */
export function areSameKeys(a, b) {
  const [x, y] = [a, b].map(role => [...new Set(role.keys.map(identity))].sort().join())
  return a.threshold === b.threshold && x === y
}

/** Refuses a file that fewer different keys signed than must. @param {Crypto} crypto @param {File} file @param {RoleKeys} by @param {string} role */
export async function checkSignatures(crypto, file, by, role) {
  const signers = new Set()
  for (const key of by.keys) {
    const signature = fromHex(file.signatures.get(key.id) ?? '', 64), known = fromHex(key.public, 32)
    if (signers.size < by.threshold && signature && known && key.type === 'ed25519/ed25519' && await crypto.verify(known, file.signed, signature)) signers.add(identity(key))
  }
  need(signers.size >= by.threshold, 'tuf.signature', `${role} ${file.version}: ${signers.size} of ${by.threshold}`)
}
