// The editor's document: its schema, how the blocks that the server read become it, and how it becomes story text again. Needs no page.
import { Schema } from './prosemirror.js'
import { block as written, clean, isWritten, plain, tidy, tidyLine, whole } from './editor-text.js'

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

/** A table of another page, in our words. */
function tableOf(table) {
  const rows = [...table.rows].map(row => '| ' + [...row.cells].map(cell => plain(tidyLine(cell.textContent), '|')).join(' | ') + ' |')
  if (table.rows[0]?.querySelector('th')) rows.splice(1, 0, '|' + '---|'.repeat(table.rows[0].cells.length))
  return { kind: 'table', source: rows.join('\n') }
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
    source: { ...atom, ...kept('div', 'source', ['source', 'kind'], null, [{ tag: 'table', getAttrs: tableOf }]) },
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

const n = schema.nodes, names = { Strong: 'strong', Emphasis: 'stressed', Code: 'code' }

const inline = runs => runs.filter(run => run.text).map(({ text, style, href, lang }) => schema.text(text, [
  ...href ? [schema.mark('link', { href })] : [], ...lang ? [schema.mark('language', { lang })] : [], ...names[style] ? [schema.mark(names[style])] : [],
]))
const words = text => text ? [schema.text(text)] : []
const paragraphs = all => all.length ? all.map(runs => n.paragraph.create(null, inline(runs))) : [n.paragraph.create()]

const made = {
  paragraph: b => n.paragraph.create(null, inline(b.runs)),
  subhead: b => n.subhead.create({ level: b.level }, inline(b.runs)),
  list: b => (b.ordered ? n.numbers : n.bullets).create(null, b.items.map(runs => n.item.create(null, n.paragraph.create(null, inline(runs))))),
  quote: b => n.quote.create({ attribution: b.attribution ?? '', grant: b.grant ? String(b.grant) : '' }, inline(b.runs)),
  pullquote: b => n.pullquote.create({ attribution: b.attribution ?? '' }, words(b.text)),
  picture: ({ picture: p }) => n.picture.create({ origin: p.origin ?? '', alt: p.alt, caption: p.caption ?? '', credit: p.credit ?? '', copyright: p.copyright ?? '', focus: p.focus ? `${p.focus.x} ${p.focus.y}` : '' }),
  factbox: b => n.factbox.create(null, [n.title.create(null, words(b.title)), ...paragraphs(b.paragraphs)]),
  qa: b => n.qa.create(null, [n.title.create(null, words(b.question)), ...paragraphs(b.answer)]),
  preformatted: b => n.preformatted.create(null, words(b.text)),
}

/** The node of a block that was read; of one that has no view of its own, its lines. */
export const nodeOf = ({ block, source }) => block && isWritten(block.type) ? made[block.type](block) : n.source.create({ source, kind: block?.type ?? 'wrong' })

function runsOf(node) {
  const runs = []
  node.forEach(({ text, marks }) => {
    const of = name => marks.find(mark => mark.type.name === name)
    const style = Object.entries(names).find(([, mark]) => of(mark))?.[0] ?? 'Plain', href = of('link')?.attrs.href, lang = of('language')?.attrs.lang
    runs.push({ text, style, ...href && { href }, ...lang && { lang } })
  })
  return runs
}

/** The block that a node shows. @param exact with every space, as a test wants it. */
export function blockOf(node, exact = false) {
  const runs = of => exact ? runsOf(of) : tidy(runsOf(of)), line = text => exact ? text : tidyLine(text), { attrs } = node
  const children = (of, from = 0) => of.content.content.slice(from)
  switch (node.type.name) {
    case 'paragraph': return { type: 'paragraph', runs: runs(node) }
    case 'subhead': return { type: 'subhead', level: attrs.level, runs: runs(node) }
    case 'bullets': case 'numbers': return { type: 'list', ordered: node.type === n.numbers, items: children(node).map(item => runs(item.firstChild)) }
    case 'quote': return { type: 'quote', runs: runs(node), attribution: line(attrs.attribution), grant: Number(attrs.grant) || null }
    case 'pullquote': return { type: 'pullquote', text: line(node.textContent), attribution: line(attrs.attribution) }
    case 'factbox': return { type: 'factbox', title: line(node.firstChild.textContent), paragraphs: children(node, 1).map(runs) }
    case 'qa': return { type: 'qa', question: line(node.firstChild.textContent), answer: children(node, 1).map(runs) }
    case 'preformatted': return { type: 'preformatted', text: node.textContent.split('\n').map(l => exact ? l : clean(l)).join('\n') }
    case 'picture': {
      const [, x, y] = attrs.focus.match(/^\s*(\d{1,2}|100)%?\s+(\d{1,2}|100)%?\s*$/) ?? []
      return { type: 'picture', picture: { origin: line(attrs.origin).replaceAll(' ', '%20'), alt: line(attrs.alt), caption: line(attrs.caption), credit: line(attrs.credit), copyright: line(attrs.copyright), focus: x && { x: Number(x), y: Number(y) } } }
    }
    default: return { type: 'source', source: attrs.source }
  }
}

/** A text in the editor: the document, and of every block that was read how it was written, so that what nobody touches stays as it was typed. */
export class Text {
  constructor({ front, headline, blocks }, text) {
    Object.assign(this, { front, headline, text, origins: new WeakMap() })
    const nodes = blocks.map(nodeOf)
    let end = 0
    for (const [i, { line, source }] of blocks.entries()) {
      // The lines between this block and the one before it, all empty.
      const gap = i > 0 ? '\n'.repeat(Math.max(line - 1 - end, 0)) : undefined
      this.origins.set(nodes[i], { source, gap, after: nodes[i - 1], line })
      end = line - 1 + source.split('\n').length
    }
    this.doc = n.doc.create(null, nodes.length ? nodes : n.paragraph.create())
  }

  /** The story text of a document, with the line on which each of its blocks begins. */
  write(front, headline, doc) {
    const blocks = [], isTouched = front !== this.front || headline !== this.headline || !doc.eq(this.doc)
    let above = null, block = null
    doc.forEach(node => {
      const origin = this.origins.get(node), isBelow = origin?.after === above, next = origin && node.type !== n.preformatted ? { type: node.type.name } : blockOf(node)
      // Indented lines below indented lines would become one block.
      const isJoined = next.type === 'preformatted' && block?.type === 'preformatted' && !isBelow
      const text = origin && !isJoined ? origin.source : written(next, block)
      blocks.push({ node, text, gap: origin && isBelow ? origin.gap : undefined, line: origin?.line })
      if (text) [above, block] = [node, next]
    })
    if (!isTouched) return { text: this.text, blocks }
    let line = whole(front, headline, []).split('\n').length
    for (const one of blocks.filter(b => b.text)) {
      one.line = line + (one.gap ?? '\n').length
      line = one.line + one.text.split('\n').length
    }
    return { text: whole(front, headline, blocks), blocks }
  }
}
