import { checked, refuse } from './refusal.js'
import { addressOf } from './names.js'
import { expiredRole } from './tuf.js'
import { checkPage, MOST_PAGE } from './page.js'
import { checkFragment } from './fragment.js'
import { freshness, readCorrections, readFront, readLogs, readNotices, readPublic, readTheme } from './documents.js'
import { MISSING } from './mirrors.js'
import { Holdings, only, stop, Stopped } from './holdings.js'

/**
 * A reader: what it says of a desk and of an article (docs/900-design.md, section 18). One step at a time: whoever has several pages open lets them wait for each other.
 *
 * @typedef {import('./bytes.js').Bytes} Bytes
 * @typedef {import('./mirrors.js').Failure} Failure
 * @typedef {import('./holdings.js').Hold} Hold
 * @typedef {import('./page.js').CheckedPage} CheckedPage
 * @typedef {{edition: number, cut: number, isNewest: boolean, expired: string | null, logs: import('./documents.js').Logs, front: import('./documents.js').Front, notices: import('./json.js').Json[], corrections: import('./documents.js').Corrections | null, styles: string[], lists: Map<string, Bytes>}} DeskView `styles`, `lists`: only where lists are wished for
 * @typedef {'newest' | 'old' | 'refused' | 'unreachable'} Said the newest we know of; authentic but old; not authentic, so not shown; nothing to show
 * @typedef {{state: Said, why: string | null, failures: Failure[], asked: number, mirrors: number, view: DeskView | null}} DeskAnswer `asked`: mirrors that gave their newest edition; `why`: the code of what was refused last, if anything was
 * @typedef {{state: Said, why: string | null, failures: Failure[], freshness?: string, fragment?: string, proof?: string, record?: import('./log.js').LogRecord, view: DeskView | null}} ArticleAnswer
 */

const MOST_ASKED = 8, MONTH = 30 * 864e5

/** The code of the last thing that was refused, or null when mirrors were only out of reach. @param {Failure[]} failures */
const refusedFor = failures => failures.map(failure => failure.why).filter(why => why.includes('.') && why !== MISSING).pop() ?? null

export class Reader {
  /** @param {Holdings} held */
  constructor(held) {
    this.held = held
  }

  /**
   * Brings a desk up to date. When what it finds is past its expiry, the other mirrors are asked too, one by one: a shutdown is only said to be one when nobody has newer.
   * @param {string} desk @returns {Promise<DeskAnswer>}
   */
  async refresh(desk) {
    const asked = new Set(), { io } = this.held.means, { mirrors } = this.held
    /** @type {Failure[]} */
    const failures = []
    /** @type {DeskView | null} */
    let view = null, isWhole = false
    try {
      await this.held.metadata(mirrors, asked, failures)
      for (const mirror of mirrors.slice(0, MOST_ASKED)) {
        if (expiredRole(this.held.state, io.now()) === null) break
        if (!asked.has(mirror)) await this.held.metadata([mirror], asked, failures).catch(only)
      }
      const hold = this.held.hold()
      view = await this.#view(hold, desk, true)
      await this.#learnMirrors(hold)
      await this.held.settle(desk, hold)
      isWhole = true
    } catch (stopped) {
      only(stopped)
      failures.push(.../** @type {Stopped} */ (stopped).failures)
    }
    await this.held.save()
    view ??= await this.desk(desk)
    return { state: said(view, failures, isWhole), why: refusedFor(failures), failures, asked: asked.size, mirrors: mirrors.length, view }
  }

  /** What is at hand of a desk without asking anybody: of the newest edition, else of the last one that was whole. @param {string} desk */
  async desk(desk) {
    return (await this.#look(desk))?.view ?? null
  }

  /** @param {string} desk @returns {Promise<{hold: Hold, view: DeskView} | null>} */
  async #look(desk) {
    for (const hold of [this.held.hold(), await this.held.last(desk)]) {
      try {
        if (hold) return { hold, view: await this.#view(hold, desk, false) }
      } catch (stopped) {
        only(stopped)
      }
    }
    return null
  }

  /**
   * An article by the path of its page. A mirror that has only an older revision than the desk names has failed; when nobody has the newest, the best of the old ones is given and said to be old.
   * @param {string} path @param {Bytes} [kept] the page as it was kept here, for when no mirror can be reached; it is checked like any other
   * @returns {Promise<ArticleAnswer>}
   */
  async article(path, kept) {
    const address = addressOf(path), desk = path.split('/')[0], { crypto } = this.held.means, look = address === null ? null : await this.#look(desk)
    if (!look) return { state: 'unreachable', why: null, failures: [], view: null }
    const { hold, view } = look, listed = view.front.items.find(item => item.address === address)
    /** @type {Map<number, import('./documents.js').Corrections | null>} by year of first publication; null: the desk has changed nothing of it */
    const years = new Map()
    const yearOf = (/** @type {CheckedPage} */ page) => new Date(page.record.firstPublished).getUTCFullYear()

    // The front names its articles' revisions; of others the map of the last month tells, and of older ones that of their year.
    /** @param {CheckedPage} page */
    const standing = page => {
      const { record } = page, { corrections: recent } = view, year = years.get(yearOf(page))
      const isKnown = listed || year !== undefined || (recent && record.firstPublished >= view.cut - MONTH)
      return freshness(record, isKnown ? [listed, recent?.items.get(record.article), year?.items.get(record.article)] : [])
    }
    /** @type {CheckedPage | null} */
    let old = null
    const check = (/** @type {Bytes} */ bytes) => checked(async () => {
      const page = must(await checkPage(crypto, bytes, view.logs, address))
      must(await checkFragment(page.fragment))
      const stands = standing(page)
      if (stands === 'contradiction') refuse('edition.contradiction', path)
      if (stands !== 'behind') return page
      if (!old || old.record.revision < page.record.revision) old = page
      return refuse('article.superseded', `${page.record.revision}`)
    })
    const ask = () => this.held.take(listed?.path ?? path, { most: MOST_PAGE, tooBig: 'page.too-big', fresh: true, check })

    let { value, failures } = await ask()
    if (!value && kept) {
      const own = await check(kept)
      value = own.value
      if (own.refusal) failures.push({ mirror: '', why: own.refusal.code })
    }
    if (value && standing(value) === 'unknown') {
      const map = await this.held.document(hold, `${desk}/corrections-${yearOf(value)}`, readCorrections, true).catch(only)
      if (map !== undefined) years.set(yearOf(value), map)
      // Only now is it known to be behind, or false: somebody else may have the newest.
      const stands = standing(value)
      if (stands === 'behind') old = value
      if (stands === 'behind' || stands === 'contradiction') ({ value, failures } = await ask())
    }
    const page = value ?? /** @type {CheckedPage | null} */ (old)
    if (!page) return { state: said(null, failures, false), why: refusedFor(failures), failures, view }
    const stands = standing(page), isNewest = view.isNewest && (stands === 'newest' || stands === 'ahead')
    return { state: said(view, failures, isNewest), why: refusedFor(failures), failures, freshness: stands, fragment: page.fragment, proof: page.proof, record: page.record, view }
  }

  /** A desk as a state has it. @param {Hold} hold @param {string} desk @param {boolean} reach whether mirrors may be asked @returns {Promise<DeskView>} */
  async #view(hold, desk, reach) {
    const { crypto, io } = this.held.means
    /** @template T @param {string} target @param {(bytes: Bytes) => Promise<import('./refusal.js').Checked<T>>} read @returns {Promise<T>} */
    const signed = async (target, read) => await this.held.document(hold, target, read, reach) ?? stop(MISSING)
    const logs = await signed('newsroom/logs.json', bytes => readLogs(crypto, bytes))
    const front = await signed(`${desk}/front`, readFront)
    const { notices } = await signed(`${desk}/notices`, readNotices)
    const corrections = await this.held.document(hold, `${desk}/corrections-recent`, readCorrections, reach)
    for (const of of [front, corrections]) if (of && of.desk !== desk) stop('edition.contradiction')
    /** @type {Map<string, Bytes>} */
    const lists = new Map(), { lists: wished } = this.held.means, styles = wished ? await signed('newsroom/theme.json', readTheme) : []
    for (const path of wished?.map(name => `${desk}/${name}`) ?? []) {
      const file = front.files.get(path)
      if (file) lists.set(path, await this.held.list(hold, path, file, reach))
    }
    const { state } = hold, { snapshot } = state
    const isLate = Number(state.delegated.get(desk)?.expires) <= io.now()
    return { edition: Number(snapshot?.version), cut: snapshot?.cut ?? front.cut, isNewest: snapshot === this.held.state.snapshot, expired: expiredRole(state, io.now()) ?? (isLate ? desk : null), logs, front, notices, corrections, styles, lists }
  }

  /** More mirrors, if the newsroom makes some public. That nobody has the list is no failure. @param {Hold} hold */
  async #learnMirrors(hold) {
    const known = await this.held.document(hold, 'mirrors/public.json', readPublic, true).catch(only)
    if (known) this.held.kept.mirrors = known.mirrors
  }
}

/** @template T @param {import('./refusal.js').Checked<T>} given @returns {T} */
const must = given => given.refusal ? refuse(given.refusal.code, given.refusal.detail) : given.value

/** @param {DeskView | null} view @param {Failure[]} failures @param {boolean} isNewest @returns {Said} */
const said = (view, failures, isNewest) => view === null ? (refusedFor(failures) === null ? 'unreachable' : 'refused') : isNewest && view.expired === null ? 'newest' : 'old'

/**
 * A reader that trusts this root and those it led to, with what the store remembers as far as their keys sign it.
 * @param {import('./holdings.js').Means} means @returns {Promise<import('./refusal.js').Checked<Reader>>}
 */
export async function openReader(means) {
  const held = await Holdings.open(means)
  return held.refusal ? held : { value: new Reader(held.value) }
}
