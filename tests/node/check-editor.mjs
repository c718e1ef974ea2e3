// Opens texts in the block editor's document, as the server read them, and writes them again: `node check-editor.mjs texts.json written.json`. Reads [{ text, outline }], writes for each
// what came of it: untouched; every block written anew, with every space; copied as a whole, with a paragraph more; with a paragraph more below what was there; its blocks in the other order; its claims' lines
// written anew; as what each block is shown.
import fs from 'node:fs'
import { schema } from '../../src/Skywave.Office/web/editor-schema.js'
import { blockOf, nodeOf, Text } from '../../src/Skywave.Office/web/editor-doc.js'
import { claimsOf, withClaim } from '../../src/Skywave.Office/web/editor-front.js'
import { block, whole } from '../../src/Skywave.Office/web/editor-text.js'

const [, , from, to] = process.argv

/** Every block from the document alone. */
function anew(doc, front, headline) {
  const blocks = []
  let above = null
  doc.forEach(node => {
    const one = blockOf(node, true)
    blocks.push({ text: block(one, above) })
    above = one
  })
  return whole(front, headline, blocks)
}

fs.writeFileSync(to, JSON.stringify(JSON.parse(fs.readFileSync(from, 'utf8')).map(({ text, outline }) => {
  const opened = new Text(outline, text), { doc } = opened, { front, headline } = outline
  doc.check()
  const more = nodeOf({ block: { type: 'paragraph', runs: [{ text: 'One more.', style: 'Plain' }] } })
  const again = schema.nodeFromJSON(doc.toJSON())
  return {
    untouched: opened.write(front, headline, doc).text,
    anew: anew(doc, front, headline),
    more: opened.write(front, headline, again.copy(again.content.addToEnd(more))).text,
    turned: opened.write(front, headline, doc.type.create(null, doc.content.content.toReversed())).text,
    added: opened.write(front, headline, doc.copy(doc.content.addToEnd(more))).text,
    claimed: opened.write(claimsOf(front).reduce((lines, { line, parts }) => withClaim(lines, line, parts), front), headline, doc).text,
    shown: doc.content.content.map(node => node.type.name),
    lines: opened.write(front, headline, doc.copy(doc.content.addToEnd(more))).blocks.map(b => b.line ?? 0),
  }
})))
