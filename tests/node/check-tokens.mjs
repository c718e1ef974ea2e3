// Whether two texts of one script are the same tokens, as TypeScript's parser reads them.
// usage: node check-tokens.mjs INPUT.json   {"<module>":["<one text>","<the other>"],…}
import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** @param {string} text */
function tokensOf(text) {
  const file = ts.createSourceFile('module.js', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS)
  // @ts-expect-error: the parser's own list of what it could not read
  if (file.parseDiagnostics.length) throw new Error(file.parseDiagnostics[0].messageText)
  /** @type {string[]} */
  const tokens = []
  /** @param {ts.Node} node */
  const walk = node => {
    const children = node.getChildren(file)
    if (children.length === 0 && node.getText(file)) tokens.push(ts.SyntaxKind[node.kind] + ' ' + node.getText(file))
    children.forEach(walk)
  }
  walk(file)
  return tokens
}

let count = 0
for (const [module, [one, other]] of Object.entries(JSON.parse(readFileSync(process.argv[2], 'utf8')))) {
  const before = tokensOf(one), after = tokensOf(other), differs = before.findIndex((token, i) => token !== after[i])
  if (differs >= 0 || before.length !== after.length) {
    console.log(`${module}: ${before[differs]} became ${after[differs]}`)
    process.exit(1)
  }
  count += before.length
}
console.log(count)
