// The editor's document: how the blocks that the server read become it, and how it becomes story text again. Needs no page.
import { schema } from './editor-schema.js'
import { block as written, clean, isWritten, tidy, tidyLine, whole } from './editor-text.js'

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
