// Makes ed25519.js and sha2.js beside it, and qr.js for the page on which links are made, from the packages that tests/node/package-lock.json pins, as `npm ci` there has installed and checked them:
//
//   node make-vendor.mjs            writes them
//   node make-vendor.mjs --check    exits 1 when a file is not what it would write
//
// Nothing is rewritten: of each package the declarations that the named exports need are kept, in their order, without comments.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url)), packages = path.resolve(here, '../../../../tests/node')
const ts = createRequire(path.join(packages, 'package.json'))('typescript')
const lock = JSON.parse(fs.readFileSync(path.join(packages, 'package-lock.json'), 'utf8')).packages
const printer = ts.createPrinter({ removeComments: true })

function module(file) {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS)
  const declared = new Map(), finished = new Map(), imported = new Map(), spaces = new Map()
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const from = path.resolve(path.dirname(file), statement.moduleSpecifier.text), bindings = statement.importClause.namedBindings
      if (ts.isNamespaceImport(bindings)) spaces.set(bindings.name.text, from)
      else for (const element of bindings.elements) {
        if (element.propertyName) throw new Error(`${file}: a renamed import`)
        imported.set(element.name.text, from)
      }
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) for (const name of names(declaration.name)) declared.set(name, statement)
    } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      declared.set(statement.name.text, statement)
    } else if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression) && ts.isPropertyAccessExpression(statement.expression.left)) {
      // Point.BASE = …: goes with what it finishes.
      const name = statement.expression.left.expression.getText()
      finished.set(name, [...finished.get(name) ?? [], statement])
    } else if (!ts.isExportDeclaration(statement) && !ts.isExportAssignment(statement)) {
      throw new Error(`${file}: a statement that is no declaration: ${statement.getText().slice(0, 60)}`)
    }
  }
  return { file, source, declared, finished, imported, spaces }
}

const names = binding => ts.isIdentifier(binding) ? [binding.text] : binding.elements.flatMap(element => names(element.name))

/** The declarations that these names need, those of imported modules first. */
function needed(entry, wanted) {
  const modules = new Map(), kept = new Set(), spaceNames = new Map(), order = []
  const load = file => {
    if (!modules.has(file)) {
      const loaded = module(file)
      modules.set(file, loaded)
      for (const from of [...loaded.imported.values(), ...loaded.spaces.values()]) load(from)
      order.push(loaded)
    }
    return modules.get(file)
  }
  const want = (of, name) => {
    if (of.imported.has(name)) return want(load(of.imported.get(name)), name)
    const statement = of.declared.get(name)
    if (!statement || kept.has(statement)) return
    kept.add(statement)
    const visit = node => {
      if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && of.spaces.has(node.expression.text)) {
        const space = node.expression.text
        spaceNames.set(space, (spaceNames.get(space) ?? new Set()).add(node.name.text))
        return want(load(of.spaces.get(space)), node.name.text)
      }
      if (ts.isIdentifier(node)) want(of, node.text)
      ts.forEachChild(node, visit)
    }
    visit(statement)
    for (const more of of.finished.get(name) ?? []) {
      kept.add(more)
      visit(more)
    }
  }
  const main = load(entry)
  for (const name of wanted) want(main, name)

  const text = [], taken = new Set()
  for (const of of order) {
    for (const space of of.spaces.keys()) if (spaceNames.has(space)) text.push(`const ${space} = { ${[...spaceNames.get(space)].join(', ')} };`)
    for (const statement of of.source.statements) {
      if (!kept.has(statement)) continue
      for (const [name, by] of of.declared) if (by === statement && taken.size === taken.add(name).size) throw new Error(`${name} is declared twice`)
      text.push(printer.printNode(ts.EmitHint.Unspecified, statement, of.source).replace(/^export /, ''))
    }
  }
  return text.join('\n')
}

/** A module with one export of that name, whose members are the wanted names. */
function make(name, packageName, file, wanted, licenceFile = 'LICENSE') {
  const { version, integrity, license } = lock['node_modules/' + packageName], folder = path.join(packages, 'node_modules', packageName)
  const licence = fs.readFileSync(path.join(folder, licenceFile), 'utf8').trim().split('\n').map(line => (' * ' + line).trimEnd()).join('\n')
  return `/*! ${packageName} ${version}, ${license}, https://www.npmjs.com/package/${packageName}
 * ${integrity}
 * Made by vendor/make-vendor.mjs: do not edit.
 *
${licence}
 */
// @ts-nocheck: others' code; the type below is ours.
/** @type {any} */
export const ${name} = (() => {
${needed(path.join(folder, file), wanted)}
return { ${wanted.join(', ')} };
})()
`
}

const files = {
  'ed25519.js': make('ed25519', '@noble/ed25519', 'index.js', ['verifyAsync', 'hashes']),
  'sha2.js': make('sha2', '@noble/hashes', 'sha2.js', ['sha256', 'sha512']),
  '../../../Skywave.Edition/Sharing/web/qr.js': make('qr', 'qr', 'index.js', ['encodeQR'], 'LICENSE-MIT'),
}
for (const [name, text] of Object.entries(files)) {
  const file = path.join(here, name)
  if (process.argv[2] !== '--check') fs.writeFileSync(file, text)
  else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) {
    console.error(`${name} is not what make-vendor.mjs makes of the pinned package`)
    process.exitCode = 1
  }
}
