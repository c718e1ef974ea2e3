// Makes fold.json, the one table of docs/900-design.md, section 14, from Unicode's data as the node that runs this has it:
//   node make-fold.mjs > fold.json
// What is not Unicode's but ours stands below in words. Run it again only on purpose: a changed table makes every desk's index anew.

const cp = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const is = (code, property) => new RegExp(`^\\p{${property}}$`, 'u').test(String.fromCodePoint(code))
const set = (...parts) => new Set(parts.flatMap(p => typeof p === 'string' ? [...p].map(c => c.codePointAt(0)) : p.length === 1 ? p : cp(...p)))

// Marks that a reader may leave out, and signs without a sound. Marks of other scripts are vowels and stay.
const silent = set([0x300, 0x36f], [0x483, 0x489], [0x591, 0x5bd], [0x5bf], [0x5c1, 0x5c2], [0x5c4, 0x5c5], [0x5c7], [0x610, 0x61a], [0x640], [0x64b, 0x65f], [0x670],
  [0x6d6, 0x6dc], [0x6df, 0x6e4], [0x6e7, 0x6e8], [0x6ea, 0x6ed], [0x8d3, 0x8ff], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x20d0, 0x20ff], [0x3099, 0x309a], [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f], [0xad], [0x61c], [0x200d, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f], [0xfeff], [0x2b0, 0x2ff], [0x55b, 0x55c], [0x55e], [0xe0100, 0xe01ef])
const joiner = set("'’‘`´′＇՚\u200c")
const hyphen = set('-‐‑֊־－')
const lead = set([0xe40, 0xe44], [0xec0, 0xec4]) // written before the consonant they belong to
const stack = set([0x1039], [0x17d2])
const kill = set([0x103a])
const after = set([0xe30], [0xe32, 0xe33], [0xe45], [0xeb0], [0xeb2, 0xeb3])
const unit = c => /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]$/u.test(String.fromCodePoint(c))
const cluster = c => /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u.test(String.fromCodePoint(c)) && (is(c, 'L') || is(c, 'M'))

function kindOf(c) {
  // Beyond the Basic Multilingual Plane: old scripts, then music, symbols and emoji, then Han.
  if (c >= 0x10000 && !silent.has(c)) return c < 0x1d000 ? 'l' : c >= 0x20000 && c < 0x40000 ? 'u' : 'a'
  if (silent.has(c)) return 's'
  if (joiner.has(c)) return 'j'
  if (hyphen.has(c)) return 'h'
  if (c >= 0xd800 && c <= 0xdfff) return 'a'
  if (is(c, 'Nd')) return 'd'
  if (unit(c) && (is(c, 'L') || is(c, 'Nl'))) return 'u'
  if (stack.has(c)) return 'v'
  if (kill.has(c)) return 'k'
  if (lead.has(c)) return 'e'
  if (after.has(c)) return 'm'
  if (cluster(c)) return is(c, 'M') ? 'm' : 'c'
  return is(c, 'L') || is(c, 'M') || is(c, 'N') ? 'l' : is(c, 'Cn') ? '?' : 'a'
}

// Code points nobody has assigned yet go with those before them: fewer runs.
const runs = []
for (let c = 0; c <= 0x10ffff; c++) {
  let kind = kindOf(c)
  const last = runs.at(-1)
  if (kind === '?') kind = last[0] === 'd' || last[0] === 's' ? 'a' : last[0]
  if (last && last[0] === kind) last[1]++
  else runs.push([kind, 1])
}

// Letters that are not what they are written as.
const ours = new Map(Object.entries({
  a: 'ᴀ', b: 'ƀɓ', c: 'ƈ', d: 'đðɖɗƌ', e: 'əǝɛ', f: 'ƒ', g: 'ǥɠ', gh: 'ƣ', h: 'ħ', i: 'ıɨ', j: 'ɉ', k: 'ĸƙ', l: 'łƚ', n: 'ŋɲ', o: 'øɵɔ', p: 'ƥ', r: 'ɍ', t: 'ŧƭ', u: 'ʉ', y: 'ƴ', z: 'ƶ',
  ss: 'ß', ae: 'æ', oe: 'œ', th: 'þ', 'σ': 'ς', 'г': 'ґ', 'і': 'ӏ', 'եվ': 'և',
  'ا': 'أإآٱٲٳ', 'و': 'ؤۆۇۈ', 'ی': 'يىئېۍےۓێ', 'ه': 'ةۀەہۂۃھ', 'ک': 'كڪ', 'گ': 'ګ', 'ن': 'ں',
}).flatMap(([plain, letters]) => [...letters].map(l => [l, plain])))
const kept = new Set('йїўѓќ')
const bare = text => [...text].filter(c => !silent.has(c.codePointAt(0))).join('')
const lower = c => c === 'İ' ? 'i' : c >= 'Ა' && c <= 'Ჿ' ? String.fromCodePoint(c.codePointAt(0) - 0xbc0) : c >= 'Ⴀ' && c <= 'Ⴥ' ? String.fromCodePoint(c.codePointAt(0) + 0x30)
  : c >= 'ⴀ' && c <= 'ⴥ' ? String.fromCodePoint(c.codePointAt(0) - 0x1c30) : c.toLowerCase()

function foldOf(c) {
  const small = lower(c)
  if (kept.has(small)) return small
  if (ours.has(small)) return ours.get(small)
  // Marks are vowels or letters of their own in the scripts not named here.
  if (!/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Armenian}\p{Script=Hebrew}\p{Script=Georgian}]/u.test(small)) return small
  const folded = [...bare(small.normalize('NFKD'))].map(x => { const s = lower(x); return ours.get(s) ?? s }).join('')
  const most = /\p{Script=Arabic}/u.test(small) ? 1 : 4 // ligatures of Arabic stand in no newspaper
  return folded.length > 0 && folded.length <= most && [...folded].every(x => kindOf(x.codePointAt(0)) === 'l') ? folded : small
}

const folds = new Map()
for (let c = 0; c < 0x10000; c++) {
  const letter = String.fromCodePoint(c)
  if (kindOf(c) === 'l' && foldOf(letter) !== letter) folds.set(c, foldOf(letter))
}

// Runs of one distance ("A" to "Z", every second letter of Cyrillic) are told as such; the rest by what they become.
const shifts = []
const used = new Set()
for (const step of [1, 2]) {
  for (const [c, to] of folds) {
    const by = to.codePointAt(0) - c
    const next = x => !used.has(x) && folds.has(x) && [...folds.get(x)].length === 1 && folds.get(x).codePointAt(0) - x === by
    if (!next(c)) continue
    let end = c
    while (next(end + step)) end += step
    if ((end - c) / step < 3) continue
    for (let x = c; x <= end; x += step) used.add(x)
    shifts.push([c, (end - c) / step + 1, step, by])
  }
}
const map = {}
// A Latin letter of phonetics or of a language without newspapers has no capital here.
const rare = (c, to) => /\p{Script=Latin}/u.test(String.fromCodePoint(c)) && !/^[a-z]+$/.test(to)
for (const [c, to] of folds) if (!used.has(c) && !rare(c, to) && !(c >= 0x1d00 && c < 0x1dc0)) map[to] = (map[to] ?? '') + String.fromCodePoint(c)

const table = {
  unicode: process.versions.unicode,
  runs: runs.map(([kind, length]) => kind + length.toString(36)).join(' '),
  shifts: shifts.map(s => s.map(n => n.toString(36)).join(' ')).join(','),
  map,
  pairs: { 'и\u0306': 'й', 'у\u0306': 'ў', 'і\u0308': 'ї', 'г\u0301': 'ѓ', 'к\u0301': 'ќ', 'եւ': 'եվ' },
  cyrillic: { 1: 'і', a: 'а', c: 'с', e: 'е', i: 'і', l: 'і', o: 'о', p: 'р', x: 'х', y: 'у' },
}
process.stdout.write(JSON.stringify(table, null, 1) + '\n')
