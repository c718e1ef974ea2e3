// The editor's document: how the blocks that the server read become it, and how it becomes story text again. Needs no page.
import { hasHead, schema } from './editor-schema.js'
import { block as written, clean, isWritten, tidy, tidyLine, whole } from './editor-text.js'

const n = schema.nodes, names = { Strong: 'strong', Emphasis: 'stressed', Code: 'code' }

const inline = runs => runs.filter(run => run.text).map(({ text, style, href, lang }) => schema.text(text, [
  ...href ? [schema.mark('link', { href })] : [], ...lang ? [schema.mark('language', { lang })] : [], ...names[style] ? [schema.mark(names[style])] : [],
]))
const words = text => text ? [schema.text(text)] : []
const paragraphs = all => all.length ? all.map(runs => n.paragraph.create(null, inline(runs))) : [n.paragraph.create()]

const point = focus => focus ? `${focus.x} ${focus.y}` : ''

const made = {
  paragraph: b => n.paragraph.create(null, inline(b.runs)),
  subhead: b => n.subhead.create({ level: b.level }, inline(b.runs)),
  list: b => (b.ordered ? n.numbers : n.bullets).create(null, b.items.map(runs => n.item.create(null, n.paragraph.create(null, inline(runs))))),
  quote: b => n.quote.create({ attribution: b.attribution ?? '', grant: b.grant ? String(b.grant) : '' }, inline(b.runs)),
  pullquote: b => n.pullquote.create({ attribution: b.attribution ?? '' }, words(b.text)),
  picture: ({ picture: p }) => n.picture.create({ origin: p.origin ?? '', alt: p.alt, caption: p.caption ?? '', credit: p.credit ?? '', copyright: p.copyright ?? '', focus: point(p.focus) }),
  factbox: b => n.factbox.create(null, [n.title.create(null, words(b.title)), ...paragraphs(b.paragraphs)]),
  qa: b => n.qa.create(null, [n.title.create(null, words(b.question)), ...paragraphs(b.answer)]),
  timeline: b => n.timeline.create(null, b.entries.map(({ when, runs }) => n.event.create(null, [n.when.create(null, words(when)), n.what.create(null, inline(runs))]))),
  table: b => n.table.create({ caption: b.caption ?? '' }, b.rows.map((row, i) => n.row.create(null, row.map(cell => (i === 0 && b.hasHead ? n.headcell : n.cell).create(null, words(cell)))))),
  media: ({ media: { kind, title, origin, credit, captions, transcript, poster: p } }) => n.media.create({
    kind, title, origin: origin ?? '', credit: credit ?? '', captions: captions.map(c => `${c.language} | ${c.origin}`).join('\n'),
    ...p && { poster: p.origin ?? '', posterAlt: p.alt === title ? '' : p.alt, posterCaption: p.caption ?? '', posterCredit: p.credit ?? '', posterCopyright: p.copyright ?? '', posterFocus: point(p.focus) },
  }, (transcript.length ? transcript : ['']).map(said => n.said.create(null, words(said)))),
  claims: b => n.claims.create({ about: b.about }),
  embed: b => n.embed.create({ href: b.href, text: b.text }),
  // Its time as it was typed: of day and zone, those that stand there.
  entry: (b, source) => {
    const [, mark, day = '', time, zone] = source.match(/^@(\S*) (?:([^\s:]+)[T ])?(\p{Nd}+:\p{Nd}+)(\S*)/u)
    return n.entry.create({ mark, day, time, zone, headline: b.headline ?? '' })
  },
  preformatted: b => n.preformatted.create(null, words(b.text)),
}

/** The node of a block that was read; of what is no block yet, or none that has a view, its lines. */
export const nodeOf = ({ block, source }) => block && isWritten(block.type) ? made[block.type](block, source) : n.source.create({ source })

function runsOf(node) {
  const runs = []
  node.forEach(({ text, marks }) => {
    const of = name => marks.find(mark => mark.type.name === name)
    const style = Object.entries(names).find(([, mark]) => of(mark))?.[0] ?? 'Plain', href = of('link')?.attrs.href, lang = of('language')?.attrs.lang
    runs.push({ text, style, ...href && { href }, ...lang && { lang } })
  })
  return runs
}

/** Two numbers as somebody types them, in percent. */
function focusOf(text) {
  const [, x, y] = text.match(/^\s*(\d{1,2}|100)%?\s+(\d{1,2}|100)%?\s*$/) ?? []
  return x && { x: Number(x), y: Number(y) }
}

/** The block that a node shows. @param exact with every space, as a test wants it. */
export function blockOf(node, exact = false) {
  const runs = of => exact ? runsOf(of) : tidy(runsOf(of)), line = text => exact ? text : tidyLine(text), { attrs } = node
  const place = text => line(text).replaceAll(' ', '%20'), children = (of, from = 0) => of.content.content.slice(from)
  switch (node.type.name) {
    case 'paragraph': return { type: 'paragraph', runs: runs(node) }
    case 'subhead': return { type: 'subhead', level: attrs.level, runs: runs(node) }
    case 'bullets': case 'numbers': return { type: 'list', ordered: node.type === n.numbers, items: children(node).map(item => runs(item.firstChild)) }
    case 'quote': return { type: 'quote', runs: runs(node), attribution: line(attrs.attribution), grant: Number(attrs.grant) || null }
    case 'pullquote': return { type: 'pullquote', text: line(node.textContent), attribution: line(attrs.attribution) }
    case 'factbox': return { type: 'factbox', title: line(node.firstChild.textContent), paragraphs: children(node, 1).map(runs) }
    case 'qa': return { type: 'qa', question: line(node.firstChild.textContent), answer: children(node, 1).map(runs) }
    case 'preformatted': return { type: 'preformatted', text: node.textContent.split('\n').map(l => exact ? l : clean(l)).join('\n') }
    case 'picture': return { type: 'picture', picture: { origin: place(attrs.origin), alt: line(attrs.alt), caption: line(attrs.caption), credit: line(attrs.credit), copyright: line(attrs.copyright), focus: focusOf(attrs.focus) } }
    case 'timeline': return { type: 'timeline', entries: children(node).map(({ firstChild, lastChild }) => ({ when: line(firstChild.textContent), runs: runs(lastChild) })) }
    case 'table': return { type: 'table', caption: line(attrs.caption), hasHead: hasHead(node), rows: children(node).map(row => children(row).map(cell => line(cell.textContent))) }
    case 'media': {
      const poster = { origin: place(attrs.poster), alt: line(attrs.posterAlt) || line(attrs.title), caption: line(attrs.posterCaption), credit: line(attrs.posterCredit), copyright: line(attrs.posterCopyright), focus: focusOf(attrs.posterFocus) }
      const captions = attrs.captions.split('\n').filter(c => c.trim()).map(c => c.match(/^([^|]*)\|?(.*)$/)).map(([, language, file]) => ({ language: line(language.trim()), origin: line(file.trim()) }))
      return { type: 'media', media: { kind: attrs.kind, title: line(attrs.title), origin: place(attrs.origin), credit: line(attrs.credit), captions, transcript: children(node).map(said => line(said.textContent)), poster: attrs.poster || attrs.posterAlt || attrs.posterCaption || attrs.posterCredit || attrs.posterCopyright || attrs.posterFocus ? poster : null } }
    }
    case 'claims': return { type: 'claims', about: line(attrs.about) }
    case 'embed': return { type: 'embed', href: place(attrs.href), text: line(attrs.text) }
    case 'entry': return { type: 'entry', mark: attrs.mark, day: tidyLine(attrs.day), time: tidyLine(attrs.time), zone: tidyLine(attrs.zone), headline: line(attrs.headline) }
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
      blocks.push({ node, text, gap: origin && isBelow ? origin.gap : block?.type === 'entry' ? '' : undefined, line: origin?.line })
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
