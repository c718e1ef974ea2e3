// Makes ../web/prosemirror.js from the packages that tests/node/package-lock.json pins, as `npm ci` there has installed and checked them:
//
//   node make-vendor.mjs            writes it
//   node make-vendor.mjs --check    exits 1 when the file is not what it would write
//
// One module of what the editor imports and all that it needs, joined by esbuild: white space and comments go, names and code stay.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../../../tests/node/', import.meta.url)), file = fileURLToPath(new URL('../web/prosemirror.js', import.meta.url))
const esbuild = createRequire(path.join(packages, 'package.json'))('esbuild')
const lock = JSON.parse(fs.readFileSync(path.join(packages, 'package-lock.json'), 'utf8')).packages

const wanted = {
  'prosemirror-model': ['Schema', 'Node', 'Fragment', 'Slice', 'DOMParser', 'DOMSerializer'],
  'prosemirror-state': ['EditorState', 'Plugin', 'PluginKey', 'Selection', 'TextSelection', 'NodeSelection'],
  'prosemirror-view': ['EditorView'],
  'prosemirror-transform': ['Step', 'StepResult', 'findWrapping', 'liftTarget'],
  'prosemirror-commands': ['baseKeymap', 'chainCommands', 'toggleMark', 'setBlockType', 'createParagraphNear', 'liftEmptyBlock', 'splitBlock', 'lift', 'exitCode', 'newlineInCode'],
  'prosemirror-keymap': ['keymap'],
  'prosemirror-history': ['history', 'undo', 'redo'],
  'prosemirror-schema-list': ['wrapInList', 'splitListItem', 'liftListItem'],
}

const { outputFiles: [{ text }] } = await esbuild.build({
  stdin: { contents: Object.entries(wanted).map(([name, names]) => `export { ${names.join(', ')} } from '${name}'`).join('\n'), resolveDir: packages },
  bundle: true, format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'none', minifyWhitespace: true, lineLimit: 200, write: false, metafile: true, logLevel: 'error',
})

// In the head: every package that is in it, its hash in the lock, and each licence once.
const names = [...Object.keys(wanted), 'orderedmap', 'rope-sequence', 'w3c-keyname'].sort(), licences = new Map()
for (const name of names) {
  const licence = fs.readFileSync(path.join(packages, 'node_modules', name, 'LICENSE'), 'utf8').trim()
  licences.set(licence, [...licences.get(licence) ?? [], name])
}
const lines = [
  ...names.map(name => `${name} ${lock['node_modules/' + name].version}, ${lock['node_modules/' + name].license}, ${lock['node_modules/' + name].integrity}`),
  `Joined by vendor/make-vendor.mjs with esbuild ${lock['node_modules/esbuild'].version}: do not edit.`,
  ...[...licences].flatMap(([licence, of]) => ['', of.join(', ') + ':', '', ...licence.split('\n')]),
]
const made = `/*! ${lines.join('\n * ').replace(/ +$/gm, '')}\n */\n${text}`

if (process.argv[2] !== '--check') fs.writeFileSync(file, made)
else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== made) {
  console.error('prosemirror.js is not what make-vendor.mjs makes of the pinned packages')
  process.exitCode = 1
}
