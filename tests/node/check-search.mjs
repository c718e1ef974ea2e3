// Runs the search page's module without a browser, for the tests: node check-search.mjs fold|search|fuzz|dates MODULE INPUT [FOLDER]. One JSON text on stdout.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [mode, module, input, folder] = process.argv.slice(2)
const { told, asked, terms, shardOf, ask, search, dateOf } = await import(pathToFileURL(module))
const given = JSON.parse(fs.readFileSync(input, 'utf8'))
const print = value => process.stdout.write(JSON.stringify(value))

async function run(load, query) {
  const lines = [], steps = []
  let last
  for await (const step of search(load, query)) {
    lines.push(...step.lines)
    steps.push(step.lines.length)
    last = { ...last, ...step, trouble: last?.trouble || step.trouble }
  }
  return { lines, steps, found: last.found, searched: last.searched, all: last.all, end: last.end, trouble: last.trouble }
}

// A small generator with a seed, so that what fails can be run again.
function dice(seed) {
  let state = seed >>> 0 || 1
  return below => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 >>> 0
    return state % below
  }
}

const scraps = ['[', ']', '{', '}', '"', ',', '0', '-1', '1e999', 'null', '"javascript:alert(1)"', '"../../x"', '<img src=x onerror=alert(1)>', '\\ud800', '\u202e', ' ', 'zz', '_________', '"__proto__":', '99999999999']
function damage(text, roll) {
  for (let i = roll(4) + 1; i > 0; i--) {
    const at = roll(text.length + 1), end = Math.min(text.length, at + [0, 1, roll(40), roll(text.length + 1)][roll(4)])
    text = text.slice(0, at) + [scraps[roll(scraps.length)], '', String.fromCharCode(roll(65536)), text.slice(at, end).repeat(2)][roll(4)] + text.slice(end)
  }
  return text
}

// Values of the right form in the wrong place: what survives JSON.parse.
function twist(text, roll) {
  const file = JSON.parse(text)
  const values = [null, -1, 1.5, 1e9, '', 'x', [], {}, true, file, 'A'.repeat(5000), '_'.repeat(9), ['abcdefghijklmnop', 'javascript:x', 'h', 1, 0, '']]
  const change = (node, depth) => {
    const keys = node !== null && typeof node === 'object' ? Object.keys(node) : []
    if (keys.length === 0) return
    const key = keys[roll(keys.length)]
    if (depth === 0 || node[key] === null || typeof node[key] !== 'object') node[key] = values[roll(values.length)]
    else change(node[key], depth - 1)
  }
  change(file, roll(3))
  try { return JSON.stringify(file) } catch { return text }
}

const read = name => { const file = path.join(folder, name); return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null }

if (mode === 'fold') {
  print(given.map(text => ({ told: told(text), asked: asked(text), terms: told(text).flatMap(terms), shards: told(text).flatMap(terms).map(t => shardOf(t, 64)) })))
} else if (mode === 'dates') {
  print(given.days.map(day => dateOf(day, given.locale)))
} else if (mode === 'search') {
  const results = []
  for (const query of given) {
    const asks = []
    const load = async name => { asks.push(name); return read(name) }
    results.push({ ...await run(load, query), asks, terms: ask(query) })
  }
  print(results)
} else if (mode === 'fuzz') {
  let damaged = 0, lines = 0
  for (let seed = 1; seed <= given.rounds; seed++) {
    const roll = dice(seed)
    const which = roll(6), how = roll(2) ? damage : twist
    let asked = 0
    const load = async name => { const text = read(name); return text !== null && (which === 5 || asked++ === which) ? how(text, roll) : text }
    try {
      const result = await run(load, given.queries[roll(given.queries.length)])
      if (result.trouble === 'damaged') damaged++
      lines += result.lines.length
      for (const line of result.lines) {
        if (!/^\d{4}\/\d{2}\/(?:[a-z0-9-]{1,49})?[a-z2-7]{16}\.html$/.test(line.path) || typeof line.headline !== 'string' || typeof line.language !== 'string') throw new Error('a link that is none of ours: ' + JSON.stringify(line))
        dateOf(line.day, given.locale)
      }
    } catch (error) {
      console.error(`seed ${seed}: ${error.stack}`)
      process.exit(1)
    }
  }
  print({ damaged, lines })
}
