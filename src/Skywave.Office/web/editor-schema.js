// What the block editor's document may hold: the model's blocks (src/Skywave.Words/Blocks.cs), how each is copied, and what is made of other pages' HTML. Needs no page.
import { Fragment, Schema } from './prosemirror.js'
import { tidyLine } from './editor-text.js'

// A run has one style; a link and a language are beside it.
const style = (tag, more = []) => ({ excludes: 'style', group: 'style', parseDOM: [{ tag }, ...more], toDOM: () => [tag, 0] })
// The pages' policy lets nobody's style attributes be read as styles, so what is pasted has them under another name (editor-paste.js) and they are read as words.
const looks = (tag, pattern, is) => [{ tag, consuming: false, getAttrs: dom => pattern.test(dom.getAttribute('data-style') ?? '') === is && null }]
const auto = { dir: 'auto' }
const atom = { group: 'block', atom: true, selectable: true, draggable: true, isolating: true }

// What no other page has keeps its fields in attributes while it is copied and pasted.
const kept = (tag, block, names, hole, more = []) => ({
  attrs: Object.fromEntries(names.map(name => [name, { default: '' }])),
  parseDOM: [{ tag: `${tag}[data-block=${block}]`, priority: 60, getAttrs: dom => Object.fromEntries(names.map(name => [name, dom.getAttribute('data-' + name) ?? ''])) }, ...more],
  toDOM: node => [tag, { 'data-block': block, ...hole === 0 && auto, ...Object.fromEntries(names.map(name => ['data-' + name, node.attrs[name]])) }, ...hole === 0 ? [0] : []],
})

/** The rows of a page's table; a cell over several columns is followed by empty ones. */
function rowsOf(table, { nodes: n }) {
  const rows = [...table.rows].filter(row => row.cells.length).map((row, i) => n.row.create(null, [...row.cells].flatMap(cell => {
    const type = i === 0 && cell.localName === 'th' ? n.headcell : n.cell, text = tidyLine(cell.textContent)
    return [type.create(null, text ? schema.text(text) : null), ...Array.from({ length: Math.min(cell.colSpan, 40) - 1 }, () => type.create())]
  })))
  return Fragment.from(rows.length ? rows : n.row.create(null, n.cell.create()))
}

/** The addresses that a text may link to, as the newsroom writes them; null for others. */
export function linkOf(text) {
  const url = URL.canParse(text?.trim() ?? '') ? new URL(text.trim()) : null
  return url && !url.username && !url.password && url.href.length <= 2048 && /^(?:https?|mailto):$/.test(url.protocol) ? url.href : null
}

/** A language tag; null for what looks like none. */
export const languageOf = text => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(text?.trim() ?? '') && !/^und$/i.test(text.trim()) ? text.trim() : null

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'text*', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', auto, 0] },
    subhead: {
      group: 'block', content: 'text*', defining: true, attrs: { level: { default: 2 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map(n => ({ tag: 'h' + n, attrs: { level: Math.min(Math.max(n, 2), 4) } })), toDOM: node => ['h' + node.attrs.level, auto, 0],
    },
    bullets: { group: 'block', content: 'item+', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
    numbers: { group: 'block', content: 'item+', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
    item: { content: 'paragraph', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
    pullquote: { group: 'block', content: 'text*', marks: '', defining: true, ...kept('blockquote', 'pullquote', ['attribution'], 0) },
    quote: { group: 'block', content: 'text*', defining: true, ...kept('blockquote', 'quote', ['attribution', 'grant'], 0, [{ tag: 'blockquote' }]) },
    picture: { ...atom, ...kept('figure', 'picture', ['origin', 'alt', 'caption', 'credit', 'copyright', 'focus'], null, [{ tag: 'img[src^=http]', getAttrs: dom => ({ origin: dom.getAttribute('src'), alt: dom.getAttribute('alt') ?? '' }) }]) },
    factbox: { group: 'block', content: 'title paragraph+', defining: true, isolating: true, ...kept('section', 'factbox', [], 0) },
    qa: { group: 'block', content: 'title paragraph+', defining: true, isolating: true, ...kept('section', 'qa', [], 0) },
    title: { content: 'text*', marks: '', defining: true, ...kept('p', 'title', [], 0) },
    preformatted: { group: 'block', content: 'text*', marks: '', code: true, defining: true, parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }], toDOM: () => ['pre', auto, 0] },
    timeline: { group: 'block', content: 'event+', defining: true, isolating: true, ...kept('section', 'timeline', [], 0) },
    event: { content: 'when what', parseDOM: [{ tag: 'div[data-block=event]', priority: 60 }], toDOM: () => ['div', { 'data-block': 'event' }, 0] },
    when: { content: 'text*', marks: '', isolating: true, ...kept('div', 'when', [], 0) },
    what: { content: 'text*', isolating: true, ...kept('div', 'what', [], 0) },
    table: {
      group: 'block', content: 'row+', defining: true, isolating: true, attrs: { caption: { default: '' } },
      parseDOM: [{ tag: 'table', getAttrs: dom => ({ caption: dom.getAttribute('data-caption') ?? tidyLine(dom.caption?.textContent ?? '') }), getContent: rowsOf }], toDOM: node => ['table', { 'data-caption': node.attrs.caption }, ['tbody', 0]],
    },
    row: { content: '(cell | headcell)+', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
    cell: { content: 'text*', marks: '', isolating: true, parseDOM: [{ tag: 'td' }], toDOM: () => ['td', auto, 0] },
    headcell: { content: 'text*', marks: '', isolating: true, parseDOM: [{ tag: 'th' }], toDOM: () => ['th', { scope: 'col', ...auto }, 0] },
    media: { group: 'block', content: 'said+', defining: true, isolating: true, ...kept('section', 'media', ['kind', 'title', 'origin', 'credit', 'captions', 'poster', 'posterAlt', 'posterCaption', 'posterCredit', 'posterCopyright', 'posterFocus'], 0) },
    said: { content: 'text*', marks: '', ...kept('p', 'said', [], 0) },
    claims: { ...atom, ...kept('section', 'claims', ['about'], null) },
    embed: { ...atom, ...kept('figure', 'embed', ['href', 'text'], null) },
    entry: { ...atom, ...kept('header', 'entry', ['mark', 'day', 'time', 'zone', 'headline'], null) },
    source: { ...atom, ...kept('div', 'source', ['source'], null) },
    text: {},
  },
  marks: {
    link: { attrs: { href: {} }, inclusive: false, parseDOM: [{ tag: 'a[href]', getAttrs: dom => { const href = linkOf(dom.getAttribute('href')); return href ? { href } : false } }], toDOM: mark => ['a', { href: mark.attrs.href }, 0] },
    language: { attrs: { lang: {} }, inclusive: false, toDOM: mark => ['span', { lang: mark.attrs.lang }, 0] },
    strong: style('strong', [...looks('b', /font-weight:\s*(?:normal|[1-5]00)/i, false), ...looks('span', /font-weight:\s*(?:bold|[6-9]00)/i, true)]),
    stressed: style('em', [...looks('i', /font-style:\s*normal/i, false), ...looks('span', /font-style:\s*italic/i, true)]),
    code: style('code'),
  },
})

/** Whether a table's first row is its head. */
export const hasHead = table => table.firstChild.firstChild.type === schema.nodes.headcell
