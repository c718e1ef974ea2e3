import { door, need } from './refusal.js'

/**
 * The last look at a fragment before it is placed. It is signed, so this is a second line: a desk whose key was stolen, or a fault of the program that wrote it, still
 * brings no script, style, form or frame into a reader's page. Only what docs/900-design.md, section 5 lets a fragment hold passes, in exactly the form in which fragments
 * are written (lower case, double quotes, no comment); so what is read here and what a browser makes of it cannot differ.
 *
 * How a shell places it: `const box = document.createElement('template'); box.innerHTML = markup; main.append(box.content)`, under a policy of `default-src 'none'`.
 */

const VOID = /^(img|source|track|br|hr)$/
const ELEMENTS = /^(a|abbr|article|aside|audio|b|bdi|blockquote|br|caption|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|footer|h[1-6]|header|hr|i|img|ins|li|mark|ol|p|picture|pre|q|s|section|small|source|span|strong|sub|summary|sup|table|tbody|td|th|thead|time|tr|track|u|ul|video)$/
const ATTRIBUTES = /^(alt|aria-label|class|colspan|controls|datetime|decoding|dir|height|href|kind|label|lang|loading|media|poster|preload|rel|role|rowspan|scope|sizes|src|srcset|srclang|start|tabindex|type|width)$/
// These stand in the article's own tag only: an id elsewhere could pass for a part of the shell. But for those of a live story's entries, which permalinks lead to (`tag`, below): no
// part of a shell is called e and a number.
const OWN = /^(id|data-revision)$/
const FILE = '(\\.\\./)*media/[0-9a-f]{64}\\.[a-z0-9]{2,5}'
const LOADED = new RegExp(`^${FILE}( \\d+w)?(, ${FILE} \\d+w)*$`)
// The scheme stands there letter for letter: no reference of HTML can write another one. A relative link has no colon and no reference.
const LINK = /^((https?:\/\/|mailto:)[^\s\\]+|[\w./#%~?=-]+)$/i

/** @param {string} markup @returns {string} */
function safe(markup) {
  const code = 'article.markup', tag = /<(\/?)([a-z][a-z0-9]*)(?: id="e\d+")?((?: [a-z][a-z-]*="[^"<>]*")*)>/y
  /** @type {string[]} */
  const open = []
  for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at)) {
    tag.lastIndex = at
    const [whole, slash, name, attributes] = tag.exec(markup) ?? ['', '', '', '']
    need(whole && ELEMENTS.test(name), code, name)
    at += whole.length
    need(name !== 'article' || open.length === Number(slash !== ''), code, 'article')
    if (slash) need(whole === `</${open.pop()}>`, code, name)
    else if (!VOID.test(name)) open.push(name)
    need(open.length > 0 || at === markup.length, code, 'end')
    for (const [, key, value] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      need(ATTRIBUTES.test(key) || (name === 'article' && OWN.test(key)), code, key)
      if (/^(src|srcset|poster)$/.test(key)) need(LOADED.test(value), code, key)
      if (key === 'href') need(LINK.test(value), code, key)
    }
  }
  need(open.length === 0 && /^<article [^]*<\/article>$/.test(markup), code, 'article')
  return markup
}

/** The markup as it may be placed, or why not. */
export const checkFragment = door(safe)
