import { sha256Hex } from './crypto.js'
import { CAPS } from './roles.js'
import { checkTarget, findTarget, isSnapshotCurrent, isTargetsCurrent, openRoot, restoreRole, updateDelegated, updateRoot, updateSnapshot, updateTargets, updateTimestamp } from './tuf.js'
import { failed, MISSING, orderOf, take, worked } from './mirrors.js'
import { bytesOf } from './bytes.js'
import { checked, need } from './refusal.js'
import { readKept } from './kept.js'

/**
 * What a reader holds of a newsroom: the trusted state, the files it is made of, and which mirrors gave them. Whatever comes out of the store is verified again from the
 * pinned root, so the store needs no trust; it can only forget.
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {import('./tuf.js').Trusted} Trusted
 * @typedef {import('./mirrors.js').Failure} Failure
 * @typedef {{get: (key: string) => Promise<Bytes | undefined>, put: (key: string, bytes: Bytes) => Promise<unknown>, delete: (key: string) => Promise<unknown>, keys: () => Promise<string[]>}} Store
 * @typedef {{io: import('./mirrors.js').Io, crypto: import('./crypto.js').Crypto, store: Store, root: Bytes, mirrors: string[], lists?: string[]}} Means `root`: the pinned root; `lists`: live lists that are kept with each desk, by their names in its folder; `mirrors`: those known from the start, in the order in which strangers are tried
 * @typedef {import('./kept.js').Kept} Kept
 * @typedef {{state: Trusted, hashes: Set<string>}} Hold a trusted state and the files it was read from
 */

const MOST_ROOTS = 256
const ROLES = /** @type {const} */ (['timestamp', 'snapshot', 'targets'])
const UPDATES = { timestamp: updateTimestamp, snapshot: updateSnapshot, targets: updateTargets }

/** What ends a step: nobody gave what was needed. Thrown and caught among these modules only (`only`). */
export class Stopped {
  /** @param {Failure[]} failures */
  constructor(failures) {
    this.failures = failures
  }
}

/** @param {string} why @returns {never} */
export function stop(why) {
  throw new Stopped([{ mirror: '', why }])
}

/** Lets pass what ends a step, and nothing else. @param {unknown} stopped @returns {undefined} */
export function only(stopped) {
  if (!(stopped instanceof Stopped)) throw stopped
}

export class Holdings {
  /** @param {Means} means @param {Trusted} state @param {Kept} kept */
  constructor(means, state, kept) {
    this.means = means
    this.state = state
    this.kept = kept
  }

  /**
   * Begins with the pinned root and those it led to, and with what the store remembers as far as their keys sign it.
   * @param {Means} means @returns {Promise<import('./refusal.js').Checked<Holdings>>}
   */
  static async open(means) {
    const { crypto, store } = means, begun = await openRoot(crypto, means.root)
    if (begun.refusal) return begun
    let state = begun.value
    for (let bytes = await store.get(`root/${state.root.version + 1}`); bytes; bytes = await store.get(`root/${state.root.version + 1}`)) {
      const { value: next } = await updateRoot(crypto, state, bytes)
      if (!next) break
      state = next
    }
    const holdings = new Holdings(means, state, await readKept(await store.get('memory')))
    holdings.state = await holdings.#restored(holdings.kept.newest)
    return { value: holdings }
  }

  /** The addresses it knows, what worked last first. */
  get mirrors() {
    return orderOf([...this.means.mirrors, ...this.kept.mirrors], this.kept.health, this.means.io.now())
  }

  /** What is trusted now. @returns {Hold} */
  hold() {
    return { state: this.state, hashes: new Set() }
  }

  /** The files of an edition, as far as the root's keys sign them. @param {Record<string, string>} roles by their hashes */
  async #restored(roles) {
    /** @type {Trusted} */
    let state = { root: this.state.root, delegated: new Map() }
    for (const role of ROLES) {
      const bytes = await this.#stored(roles[role])
      state = bytes && (await restoreRole(this.means.crypto, state, role, bytes)).value || state
    }
    return state
  }

  /** The last edition that was whole for a desk, or null. @param {string} desk @returns {Promise<Hold | null>} */
  async last(desk) {
    const state = await this.#restored(this.kept.views[desk] ?? {})
    return isTargetsCurrent(state) ? { state, hashes: new Set() } : null
  }

  /**
   * @template T
   * @param {string} path @param {Parameters<typeof take<T>>[3]} wish @param {string[]} [order]
   */
  take(path, wish, order = this.mirrors) {
    const { io } = this.means
    return take(io, order, path, wish, (mirror, why) => {
      const { health } = this.kept
      this.kept.health = why === null ? worked(health, mirror, io.now()) : failed(health, mirror, io.now(), why)
    })
  }

  /**
   * The same for what cannot be done without.
   * @template T
   * @param {string} path @param {Parameters<typeof take<T>>[3]} wish @param {string[]} order @param {Failure[]} failures
   */
  async need(path, wish, order, failures) {
    const taken = await this.take(path, wish, order)
    if (taken.mirror === undefined) throw new Stopped(taken.failures)
    failures.push(...taken.failures)
    return { value: /** @type {T} */ (taken.value), mirror: taken.mirror }
  }

  /** Root, timestamp, snapshot and targets, each step kept as soon as it is verified. @param {string[]} mirrors @param {Set<string>} asked @param {Failure[]} failures */
  async metadata(mirrors, asked, failures) {
    const { crypto } = this.means
    const order = () => orderOf(mirrors, this.kept.health, this.means.io.now())
    for (let followed = 0; ; followed++) {
      const path = `metadata/${this.state.root.version + 1}.root.json`
      /** @type {Parameters<typeof take<Trusted | null>>[3]} */
      const wish = { most: CAPS.root, tooBig: 'tuf.too-big', fresh: true, missing: null, check: bytes => updateRoot(crypto, this.state, bytes) }
      const { value: next, mirror } = await this.need(path, wish, order(), failures)
      if (!next) break
      if (followed === MOST_ROOTS) throw new Stopped([{ mirror, why: 'tuf.root-limit' }])
      await this.#adopt(next)
    }
    for (const role of ROLES) {
      if (role === 'snapshot' && isSnapshotCurrent(this.state)) continue
      if (role === 'targets' && isTargetsCurrent(this.state)) continue
      const meta = role === 'snapshot' ? this.state.timestamp?.snapshot : this.state.snapshot?.meta.get(role), name = role === 'timestamp' ? role : `${meta?.version ?? 1}.${role}`
      const most = role === 'timestamp' ? CAPS[role] : Math.min(meta?.length ?? CAPS[role], CAPS[role])
      const { value: next, mirror } = await this.need(`metadata/${name}.json`, { most, tooBig: 'tuf.too-big', fresh: role === 'timestamp', check: bytes => UPDATES[role](crypto, this.state, bytes) }, order(), failures)
      if (role === 'timestamp') asked.add(mirror)
      await this.#adopt(next)
    }
  }

  /** What the new root no longer vouches for goes first: whoever is stopped in between has too little, never too much. @param {Trusted} next */
  async #adopt(next) {
    const { store } = this.means, isNewRoot = next.root.version > this.state.root.version
    this.state = next
    for (const role of ROLES) {
      const file = next[role]
      if (file && this.kept.newest[role] !== file.hash) await store.put('file/' + file.hash, file.bytes)
      if (file) this.kept.newest[role] = file.hash
      else delete this.kept.newest[role]
    }
    await this.save()
    if (isNewRoot) await store.put(`root/${next.root.version}`, next.root.bytes)
  }

  /** @param {string | undefined} hash */
  async #stored(hash) {
    const bytes = hash ? await this.means.store.get('file/' + hash) : undefined
    return bytes && await sha256Hex(this.means.crypto, bytes) === hash ? bytes : null
  }

  save() {
    return this.means.store.put('memory', bytesOf(JSON.stringify(this.kept)))
  }

  /** This edition of the desk is whole: it replaces the one before, whose files go as far as no other desk has them. @param {string} desk @param {Hold} hold */
  async settle(desk, { state, hashes }) {
    const { kept, means: { store } } = this
    kept.views[desk] = Object.fromEntries([...[...hashes].map(hash => [hash, hash]), ...ROLES.map(role => [role, state[role]?.hash])])
    const used = new Set([kept.newest, ...Object.values(kept.views)].flatMap(Object.values).map(hash => 'file/' + hash))
    for (const key of await store.keys()) if (key.startsWith('file/') && !used.has(key)) await store.delete(key)
  }

  /**
   * A signed document, or null when nobody who may speak for its name signs it. What the store has is not fetched.
   * @template T
   * @param {Hold} hold @param {string} target @param {(bytes: Bytes) => Promise<import('./refusal.js').Checked<T>>} read @param {boolean} reach
   * @returns {Promise<T | null>}
   */
  async document(hold, target, read, reach) {
    const { crypto } = this.means
    // Each turn ends or adds a role that the search then passes; the search has a limit of its own.
    for (let turn = 0; turn < 40; turn++) {
      const { value: search, refusal } = await findTarget(crypto, hold.state, target)
      if (refusal) return stop(refusal.code)
      if (search === null) return null
      if ('needs' in search) {
        const { needs: role, by, meta } = search, before = hold.state
        /** @param {Bytes} bytes */
        const check = bytes => updateDelegated(crypto, before, by, role, bytes)
        const limits = { most: Math.min(meta.length ?? CAPS.targets, CAPS.targets), tooBig: 'tuf.too-big' }
        hold.state = await this.#file(meta.hash, `metadata/${meta.version}.${role}.json`, limits, check, reach)
        if (before.root === this.state.root && before.snapshot === this.state.snapshot) this.state = { ...this.state, delegated: hold.state.delegated }
        continue
      }
      const { found: entry, path } = search, slash = target.lastIndexOf('/') + 1
      for (const role of path.slice(1)) hold.hashes.add(String(hold.state.delegated.get(role)?.hash))
      const bytes = await this.#file(entry.hash, `targets/${target.slice(0, slash)}${entry.hash}.${target.slice(slash)}`, { most: entry.length, tooBig: 'tuf.target-length' }, given => checkTarget(crypto, target, entry, given), reach)
      hold.hashes.add(entry.hash)
      const document = await read(bytes)
      return document.refusal ? stop(document.refusal.code) : document.value
    }
    return stop('tuf.delegation-limit')
  }

  /** One of a desk's live lists, as its front names it. @param {Hold} hold @param {string} path @param {{length: number, sha256: string}} file @param {boolean} reach */
  list(hold, path, { length, sha256 }, reach) {
    hold.hashes.add(sha256)
    return this.#file(sha256, path, { most: length, tooBig: 'list.altered', fresh: true }, bytes => checked(async () => {
      need(await sha256Hex(this.means.crypto, bytes) === sha256, 'list.altered', path)
      return bytes
    }), reach)
  }

  /**
   * A file that is known by its hash: from the store, else from the mirrors, and then kept.
   * @template T
   * @param {string | undefined} hash @param {string} path @param {import('./mirrors.js').Limits} limits @param {(bytes: Bytes) => Promise<import('./refusal.js').Checked<T>>} check @param {boolean} reach
   * @returns {Promise<T>}
   */
  async #file(hash, path, limits, check, reach) {
    const stored = await this.#stored(hash), at = stored && await check(stored)
    if (at && !at.refusal) return at.value
    if (!reach) return stop(MISSING)
    const both = async (/** @type {Bytes} */ bytes) => {
      const { value, refusal } = await check(bytes)
      return refusal ? { refusal } : { value: { bytes, value: /** @type {T} */ (value) } }
    }
    const { value: { bytes, value } } = await this.need(path, { ...limits, check: both }, this.mirrors, [])
    if (hash) await this.means.store.put('file/' + hash, bytes)
    return value
  }
}
