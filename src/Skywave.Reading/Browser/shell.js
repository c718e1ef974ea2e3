import { textOf } from './bytes.js'

/**
 * The pages that the worker makes (docs/900-design.md, section 20): the markup is this code's, which the offline holders approved; the style is one of theirs; sentences and names come as
 * data from the desk's page `keep.html`, whose hash the desk signs. Whatever is not a verified fragment is written as text.
 *
 * @typedef {import('./client.js').DeskView} DeskView
 * @typedef {{lang: string, dir: string, name: string, desk: string, exit: string, words: Record<string, string>, css: string}} Words `exit`: as from the desk's folder
 * @typedef {{scope: string, mirrors: string[], path: string, isWarned: boolean}} Place `path`: of the page that was asked for
 */

/** @param {unknown} what */
const text = what => String(what ?? '').replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`)

/** @param {string} lang @param {number} time */
const moment = (lang, time) => new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(time) + ' UTC'

/** What a desk's pages say and how they look, or null where its edition has no such page. @param {import('./bytes.js').Bytes | undefined} page `keep.html` */
export function wordsOf(page) {
  const html = page && textOf(page, ''), css = /<style>([^<]*)<\/style>/.exec(html ?? ''), said = /<script type="application\/json" id="words">([^<]*)</.exec(html ?? '')
  return css && said && { .../** @type {Words} */ (JSON.parse(said[1])), css: css[1] }
}

/** The stories of the front. @param {Words} w @param {string} scope @param {DeskView} view */
export const front = ({ words, lang }, scope, { front: { items } }) => `<h1 class="sec">${text(words['front.title'])}</h1><ul class="list">${items.filter(item => item.status !== 'withdrawn').map(item =>
  `<li><div><h2><a href="${scope}${text(item.path)}">${text(item.headline)}</a></h2><p class="m">${moment(lang, item.firstPublished)}</p></div></li>`).join('')}</ul>`

/** What reading and acting can cost, as the desk signed it. @param {Words} w @param {any[]} notices */
function risks({ words, lang }, notices) {
  const names = new Intl.DisplayNames([lang], { type: 'region' })
  const where = (/** @type {string} */ code) => /^[A-Z]{2}$/.test(code) ? names.of(code) : code
  return notices.length ? `<section id="risks" aria-labelledby="r"><h2 class="sec" id="r">${text(words['notice.title'])}</h2>${notices.map(notice =>
    `<div class="n"><h3>${text(notice.designation)}</h3><p>${text(notice.text)}</p><p class="m">${[...(notice.territories ?? []).map(where), notice.penalty, notice.law].filter(Boolean).map(text).join(' · ')}</p></div>`).join('')}</section>` : ''
}

/** Where else to go. @param {Words} w @param {Place} at */
const elsewhere = (w, at) => `<p>${text(w.words['keep.elsewhere'])}</p><p class="go">${at.mirrors.map(mirror => `<a href="${text(mirror + at.path)}">${text(mirror)}</a>`).join(' ')}</p>`

/** A page. @param {Words} w @param {Place} at @param {DeskView | null} view @param {string} state the key of the sentence above it @param {string | null | undefined} body as markup; none: there is nothing to show, and why is said */
export function page(w, at, view, state, body) {
  const { words, name, desk, lang } = w, say = (/** @type {string} */ key) => text(words[key]), home = at.scope + desk + '/', notices = view?.notices ?? []
  return `<!doctype html><html lang="${text(lang)}" dir="${text(w.dir)}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${text(name)}</title><style>${w.css}</style><script src="${at.scope}reader.js" defer></script>
<nav class="exit"><a href="${text(new URL(w.exit, home))}">${say('exit.leave')}</a></nav>
<header class="top"><a class="name" href="${home}index.html"><bdi>${text(name)}</bdi></a>${notices.length ? `<a href="#risks">${say('notice.title')}</a>` : ''}</header>
<main id="text"><div id="warning" class="n" role="alert"${at.isWarned ? '' : ' hidden'}><p>${say('keep.warning')}</p>${elsewhere(w, at)}</div>
<p class="n" role="status">${say(state).replace('{time}', view ? moment(lang, view.cut) : '')}</p>
${body ?? `<h1>${text(name)}</h1>${elsewhere(w, at)}`}
${risks(w, notices)}</main>
<footer class="end"><p>${say('keep.shell')} <a href="${home}keep.html">${say('keep.title')}</a></p><p><button id="wipe">${say('keep.wipe')}</button></p><p id="wiped" role="status" hidden>${say('keep.wiped')}</p></footer>`
}
