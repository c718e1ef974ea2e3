import { checked, door, need, refuse } from './refusal.js'
import { sha256Hex, textHash } from './crypto.js'
import { areSameKeys, checkMeta, checkSignatures, isSafeTarget, readRoot, readSnapshot, readTargets, readTimestamp } from './roles.js'

/**
 * What a reader believes of a newsroom: a value that only verified bytes change, by the client workflow of TUF 1.0 (docs/920-tuf-client.md). Every step gives
 * the next state or a refusal, and the state before stays as it was. No clock: expiry is asked for with `expiredRole`.
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {import('./crypto.js').Crypto} Crypto
 * @typedef {import('./roles.js').Meta} Meta
 * @typedef {import('./roles.js').Targets} Targets
 * @typedef {{root: import('./roles.js').Root, timestamp?: import('./roles.js').Timestamp, snapshot?: import('./roles.js').Snapshot, targets?: Targets, delegated: Map<string, Targets>}} Trusted
 * @typedef {{found: import('./roles.js').Entry, path: string[]} | {needs: string, by: string, meta: Meta} | null} Search `path`: the roles that were asked, to the one that signs it; null: nobody signs it
 */

const MOST_DELEGATIONS = 32

/** Begins with a root one already trusts: it must be signed by its own threshold. @param {Crypto} crypto @param {Bytes} bytes @returns {Promise<Trusted>} */
async function begin(crypto, bytes) {
  const root = await readRoot(crypto, bytes)
  await checkSignatures(crypto, root, root.roles.root, 'root')
  return { root, delegated: new Map() }
}

/** The first top-level role past its expiry, or null. @param {Trusted} state @param {number} now */
export const expiredRole = (state, now) => /** @type {const} */ (['root', 'timestamp', 'snapshot', 'targets']).find(role => Number(state[role]?.expires) <= now) ?? null

/** @param {import('./roles.js').File | undefined} file @param {Meta | undefined} meta */
const isThe = (file, meta) => file !== undefined && meta !== undefined && file.version === meta.version
  && (meta.length ?? file.bytes.length) === file.bytes.length && (meta.hash ?? file.hash) === file.hash

/** True when the snapshot is the one the timestamp names. @param {Trusted} state */
export const isSnapshotCurrent = state => isThe(state.snapshot, state.timestamp?.snapshot)
/** True when the targets role is the one the snapshot names. @param {Trusted} state */
export const isTargetsCurrent = state => isThe(state.targets, state.snapshot?.meta.get('targets'))

/**
 * The next root: one version on, signed by the thresholds of the old and of the new one. When the keys of timestamp or snapshot change, both are forgotten (recovery
 * from a fast-forward attack); what its keys no longer sign is forgotten too.
 * @param {Crypto} crypto @param {Trusted} state @param {Bytes} bytes @returns {Promise<Trusted>}
 */
async function nextRoot(crypto, state, bytes) {
  const { value: next, refusal } = await checked(() => readRoot(crypto, bytes))
  if (!next) return refuse(refusal.code === 'tuf.malformed' ? 'tuf.root-garbage' : refusal.code, refusal.detail)
  await checkSignatures(crypto, next, state.root.roles.root, 'root')
  need(next.version === state.root.version + 1, 'tuf.root-version', `${next.version}`)
  await checkSignatures(crypto, next, next.roles.root, 'root')
  const online = ['timestamp', 'snapshot'].every(role => areSameKeys(next.roles[role], state.root.roles[role]))
  const { targets } = state
  const kept = targets && !(await checked(() => checkSignatures(crypto, targets, next.roles.targets, 'targets'))).refusal
  return { ...state, root: next, timestamp: online ? state.timestamp : undefined, snapshot: online ? state.snapshot : undefined, targets: kept ? targets : undefined }
}

/** Never lower than the trusted one, nor naming a lower snapshot; one of equal version changes nothing. @param {Crypto} crypto @param {Trusted} state @param {Bytes} bytes */
async function nextTimestamp(crypto, state, bytes) {
  const next = await readTimestamp(crypto, bytes), known = state.timestamp
  await checkSignatures(crypto, next, state.root.roles.timestamp, 'timestamp')
  need(!known || (next.version >= known.version && next.snapshot.version >= known.snapshot.version), 'tuf.rollback', 'timestamp')
  return known?.version === next.version ? state : { ...state, timestamp: next }
}

/** The one the timestamp names: every role's version as high as before, and no role gone. @param {Crypto} crypto @param {Trusted} state @param {Bytes} bytes */
async function nextSnapshot(crypto, state, bytes) {
  const meta = state.timestamp?.snapshot
  need(meta, 'tuf.incomplete', 'snapshot')
  await checkMeta(crypto, bytes, meta, 'snapshot')
  const next = await readSnapshot(crypto, bytes)
  await checkSignatures(crypto, next, state.root.roles.snapshot, 'snapshot')
  need(next.version === meta.version, 'tuf.mixed', 'snapshot')
  for (const [role, before] of state.snapshot?.meta ?? []) {
    const now = next.meta.get(role)
    need(now, 'tuf.role-removed', role)
    need(now.version >= before.version, 'tuf.rollback', role)
  }
  return { ...state, snapshot: next }
}

/** @param {Crypto} crypto @param {Trusted} state @param {Bytes} bytes @param {string} role @param {import('./roles.js').RoleKeys} keys */
async function listed(crypto, state, bytes, role, keys) {
  const meta = state.snapshot?.meta.get(role)
  need(meta, 'tuf.not-listed', role)
  await checkMeta(crypto, bytes, meta, role)
  const file = await readTargets(crypto, bytes, role)
  await checkSignatures(crypto, file, keys, role)
  need(file.version === meta.version, 'tuf.mixed', role)
  return file
}

/** A delegated role, with the keys its delegator names for it now. @param {Crypto} crypto @param {Trusted} state @param {string} by @param {string} role @param {Bytes} bytes */
async function delegated(crypto, state, by, role, bytes) {
  const delegation = (by === 'targets' ? state.targets : state.delegated.get(by))?.delegations.find(d => d.name === role)
  need(delegation, 'tuf.incomplete', role)
  return { ...state, delegated: new Map(state.delegated).set(role, await listed(crypto, state, bytes, role, delegation.keys)) }
}

/**
 * What was trusted in an earlier run. It must still be signed by this root's keys; it may be an edition behind and serves to notice rollbacks.
 * @param {Crypto} crypto @param {Trusted} state @param {'timestamp' | 'snapshot' | 'targets'} role @param {Bytes} bytes @returns {Promise<Trusted>}
 */
async function restore(crypto, state, role, bytes) {
  const file = await (role === 'timestamp' ? readTimestamp(crypto, bytes) : role === 'snapshot' ? readSnapshot(crypto, bytes) : readTargets(crypto, bytes, role))
  await checkSignatures(crypto, file, state.root.roles[role], role)
  return { ...state, [role]: file }
}

/**
 * Looks for a target in pre-order: a role's own, then its delegations that cover the name, no role twice, none after a terminating one. A delegated role counts
 * only when the role that delegates to it in this search vouches for its signatures.
 * @param {Crypto} crypto @param {Trusted} state @param {string} target @returns {Promise<Search>}
 */
async function search(crypto, state, target) {
  need(isSafeTarget(target), 'tuf.target-name')
  need(isTargetsCurrent(state), 'tuf.incomplete', 'targets')
  const visited = new Set()
  /** @type {{by: import('./roles.js').Delegation | null, from: string, path: string[]}[]} */
  let open = [{ by: null, from: '', path: [] }]
  for (let next = open.pop(); next; next = open.pop()) {
    const name = next.by?.name ?? 'targets'
    if (visited.has(name)) continue
    need(visited.add(name).size <= MOST_DELEGATIONS + 1, 'tuf.delegation-limit')
    const file = next.by ? await vouched(crypto, state, next.by) : state.targets
    if (!file) {
      const meta = state.snapshot?.meta.get(name)
      return meta ? { needs: name, by: next.from, meta } : refuse('tuf.not-listed', name)
    }
    const path = [...next.path, name], found = file.targets.get(target)
    if (found) return { found, path }
    const covering = []
    for (const by of file.delegations) {
      if (!await covers(crypto, by, target)) continue
      covering.unshift({ by, from: name, path })
      // Who waits behind a terminating delegation was never allowed to answer.
      if (by.terminating) {
        open = []
        break
      }
    }
    open.push(...covering)
  }
  return null
}

/** @param {Crypto} crypto @param {Trusted} state @param {import('./roles.js').Delegation} by */
async function vouched(crypto, state, by) {
  const file = state.delegated.get(by.name)
  return file && isThe(file, state.snapshot?.meta.get(by.name)) && !(await checked(() => checkSignatures(crypto, file, by.keys, by.name))).refusal ? file : null
}

/** @param {Crypto} crypto @param {import('./roles.js').Delegation} by @param {string} target */
async function covers(crypto, by, target) {
  if (!by.byHash) return by.paths.some(pattern => matches(pattern, target))
  const hash = await textHash(crypto, target)
  return by.paths.some(prefix => hash.startsWith(prefix))
}

/** Shell-style, part by part: `*`, `?` and `[…]` never match a slash. @param {string} pattern @param {string} name */
export function matches(pattern, name) {
  const patterns = pattern.split('/'), parts = name.split('/')
  return patterns.length === parts.length && patterns.every((p, i) => matchesPart(p, parts[i]))
}

// In time proportional to pattern times text: a star is tried again one character further on, and only the last one.
/** @param {string} pattern @param {string} text */
function matchesPart(pattern, text) {
  const marks = pattern.match(/\*|\[[^][^\]]*\]|[^]/g) ?? []
  let m = 0, t = 0, star = -1, tried = 0
  while (t < text.length) {
    if (marks[m] === '*') [star, tried, m] = [m, t, m + 1]
    else if (m < marks.length && matchesOne(marks[m], text[t])) m++, t++
    else if (star >= 0) [m, t] = [star + 1, ++tried]
    else return false
  }
  return marks.slice(m).every(mark => mark === '*')
}

/** @param {string} mark @param {string} c */
function matchesOne(mark, c) {
  if (mark.length === 1) return mark === '?' || mark === c
  const inside = mark.slice(1, -1), negated = inside.length > 1 && inside[0] === '!', set = negated ? inside.slice(1) : inside
  let found = false
  for (let i = 0; i < set.length; i++) {
    const range = i + 2 < set.length && set[i + 1] === '-'
    found ||= range ? c >= set[i] && c <= set[i + 2] : c === set[i]
    if (range) i += 2
  }
  return found !== negated
}

export const openRoot = door(begin), updateRoot = door(nextRoot), updateTimestamp = door(nextTimestamp), updateSnapshot = door(nextSnapshot), updateDelegated = door(delegated), restoreRole = door(restore), findTarget = door(search)
/** The targets role that the snapshot lists. */
export const updateTargets = door(async (/** @type {Crypto} */ crypto, /** @type {Trusted} */ state, /** @type {Bytes} */ bytes) =>
  ({ ...state, targets: await listed(crypto, state, bytes, 'targets', state.root.roles.targets) }))

/** Refuses a target's bytes that are not those signed. */
export const checkTarget = door(async (/** @type {Crypto} */ crypto, /** @type {string} */ name, /** @type {import('./roles.js').Entry} */ entry, /** @type {Bytes} */ bytes) => {
  need(bytes.length === entry.length, 'tuf.target-length', name)
  need(await sha256Hex(crypto, bytes) === entry.hash, 'tuf.target-hash', name)
  return bytes
})
