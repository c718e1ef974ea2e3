// What the block editor shows, as story text (docs/030-story-text.md): what StoryTextWriter would write. Blocks have the model's names (src/Skywave.Words/Blocks.cs); one that
// is of no kind named here is { type: 'source', source } and stays as it was typed. Knows neither page nor editor, so it is tested without.

const space = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/
const isMark = c => /[!-/:-@[-`{-~]/.test(c ?? '')

/** A string in which no marks are read, with a backslash before each of these. */
export function plain(text, marks = '') {
  let made = ''
  for (let i = 0; i < text.length; i++) made += (marks.includes(text[i]) || isRead(text, i) ? '\\' : '') + text[i]
  return made
}

// A backslash that would be taken for one of ours.
const isRead = (text, i) => text[i] === '\\' && (i + 1 === text.length || isMark(text[i + 1]))

const isBare = run => run.style === 'Plain' && !run.href && !run.lang
const isBareSpace = (c, run) => space.test(c) && isBare(run)

/** Runs on one line. */
export function line(runs) {
  const ends = runs.some(run => run.text.includes('](') || run.text.includes(']{'))
  const pieces = runs.flatMap(run => run.text.split(/(?<= )(?= )/).map(text => ({ ...run, text }))).filter(piece => piece.text)
  const last = pieces.at(-1)
  if (last?.text.length > 1 && isBareSpace(last.text.at(-1), last)) pieces.splice(-1, 1, { ...last, text: last.text.slice(0, -1) }, { ...last, text: last.text.slice(-1) })
  let made = ''
  for (const [i, piece] of pieces.entries()) {
    const isLost = (i === 0 && isBareSpace(piece.text[0], piece)) || (i === pieces.length - 1 && isBareSpace(piece.text.at(-1), piece)) || (piece.text[0] === ' ' && made.endsWith(' '))
    const one = marked(piece, ends, isLost)
    made += i === 0 && !isBare(piece) && one.startsWith('[[ ') ? `[${one}]{plain}` : one
  }
  return made
}

function marked(run, ends, isLost) {
  const isSpaced = run.text.startsWith(' ') || run.text.endsWith(' ')
  const word = run.style === 'Strong' && isSpaced ? 'strong' : run.style === 'Emphasis' && isSpaced ? 'stressed' : isLost && isBare(run) ? 'plain' : ''
  const inBrackets = word || run.href || run.lang, isCode = run.style === 'Code'
  let text = ''
  for (let i = 0; i < run.text.length; i++) {
    const c = run.text[i], alone = run.text[i - 1] === ' ' && run.text[i + 1] === ' '
    text += (c === '`' || (c === '*' && !isCode && (run.style !== 'Plain' || !alone)) || (c === '[' && (inBrackets || (ends && !isCode))) || (c === ']' && inBrackets) || isRead(run.text, i) ? '\\' : '') + c
  }
  text = word ? `[${text}]{${word}}` : run.style === 'Strong' ? `**${text}**` : run.style === 'Emphasis' ? `*${text}*` : isCode ? `\`${text}\`` : text
  text = run.href ? `[${text}](${address(run.href)})` : text
  return run.lang ? `[${text}]{lang=${run.lang}}` : text
}

function address(href) {
  let open = 0
  const isBalanced = [...href].every(c => (open += c === '(' ? 1 : c === ')' ? -1 : 0) >= 0) && open === 0
  return plain(href, isBalanced ? '' : '()')
}

const escaped = (begins, line) => begins.test(line) ? '\\' + line : line
const lead = line => line.startsWith('1. ') ? '1\\' + line.slice(1) : escaped(/^(?:#{2,4} |- |[>|]|\?\?\? |\[\[ |@!? |!(?:audio|video)?\[|\{(?:claims|embed|table): |\{(?:timeline|preformatted)\}$)/, line)
const inBox = line => escaped(/^(?:- |@!? |\]\]$)/, line)
const noEntry = line => escaped(/^@!? /, line)
const who = name => name ? (/^\\*unnamed [0-9]{1,3}(?: \| .+)?$/.test(plain(name)) ? '\\' : '') + plain(name) : ''
const speaker = q => q.grant ? `\n> -- unnamed ${q.grant}${q.attribution ? ' | ' + plain(q.attribution) : ''}` : q.attribution ? `\n> -- ${who(q.attribution)}` : ''

/** Parts of a value between bars, without empty ones at the end. */
export const parts = all => all.slice(0, all.findLastIndex(part => part) + 1).map(part => part.replaceAll('|', '\\|')).join(' | ')

const below = (name, value) => value ? `\n${name}: ${value}` : ''

function picture({ alt, caption, credit, copyright, focus, origin }) {
  return `![${plain(alt, ']')}](${plain(origin || '?', '()')}${caption ? ` "${plain(caption, '"')}")` : ')'}${below('credit', credit)}${below('picture-copyright', copyright)}${below('focus', focus && `${focus.x} ${focus.y}`)}`
}

// Four spaces before each line, unless that would lose white space or join it to the preformatted lines before it.
function verbatim(text, follows) {
  const lines = text.split('\n')
  return follows || !lines[0] || !lines.at(-1) || lines.some(l => l && space.test(l.at(-1)))
    ? ['{preformatted}', ...lines.map(l => (/^\\*\{end\}\s*$/.test(l) ? '\\' : '') + l), '{end}'].join('\n')
    : lines.map(l => l && '    ' + l).join('\n')
}

// A poster has the credit that stands above it.
function recording({ kind, title, origin, credit, poster, captions, transcript }) {
  const isCreditedApart = poster && !poster.credit
  return [
    `!${kind === 'Video' ? 'video' : 'audio'}[${plain(title, ']')}](${plain(origin || '?', '()')})`,
    below('credit', isCreditedApart ? '' : credit),
    ...poster ? [
      below('poster', poster.origin || '?'), below('poster-alt', poster.alt === title ? '' : poster.alt), below('poster-caption', poster.caption), below('poster-credit', poster.credit === credit ? '' : poster.credit),
      below('poster-copyright', poster.copyright), below('poster-focus', poster.focus && `${poster.focus.x} ${poster.focus.y}`),
    ] : [],
    below('credit', isCreditedApart ? credit : ''),
    ...captions.map(({ language, origin: file }) => below('captions', parts([language, file]))),
    ...transcript.map(said => below('transcript', said)),
  ].join('')
}

const rule = /^:?-{3,}:?$/
function table({ caption, hasHead, rows }) {
  const lines = rows.map((row, i) => `| ${row.map(cell => (i === 1 && !hasHead && rule.test(cell) ? '\\' : '') + plain(cell, '|')).join(' | ')} |`)
  if (hasHead) lines.splice(1, 0, '|' + '---|'.repeat(rows[0].length))
  return [...caption ? [`{table: ${plain(caption)}}`] : [], ...lines].join('\n')
}

const event = ({ when, runs }) => when || runs.length ? '\n' + noEntry(`${plain(when, '|')} | ${line(runs)}`) : ''

// What has no words is not written: its mark alone would be read as something else. A box or quotation without a title or text keeps what else it has.
const items = (all, mark) => all.map(line).filter(item => item.trim()).map(mark).join('\n')
const kinds = {
  paragraph: b => lead(line(b.runs)),
  subhead: b => b.runs.length ? `${'#'.repeat(b.level)} ${line(b.runs)}` : '',
  quote: b => b.runs.length || b.attribution || b.grant ? `> ${line(b.runs)}`.trimEnd() + speaker(b) : '',
  pullquote: b => b.text || b.attribution ? `>> ${plain(b.text)}`.trimEnd() + (b.attribution ? `\n>> -- ${plain(b.attribution)}` : '') : '',
  list: b => items(b.items, (item, n) => `${b.ordered ? Math.min(n + 1, 999) + '.' : '-'} ${item}`),
  picture: b => picture(b.picture),
  factbox: b => `[[ ${plain(b.title) || '…'}\n${b.paragraphs.map(line).filter(p => p.trim()).map(p => inBox(p) + '\n').join('\n')}]]`,
  qa: b => [`??? ${plain(b.question) || '…'}`, ...b.answer.map(line).filter(a => a.trim()).map(noEntry)].join('\n'),
  media: b => recording(b.media),
  table,
  timeline: b => (events => events && '{timeline}' + events)(b.entries.map(event).join('')),
  claims: b => b.about ? `{claims: ${plain(b.about)}}` : '',
  embed: b => b.href || b.text ? `{embed: ${b.href || '?'} | ${plain(b.text)}}` : '',
  entry: b => `@${b.mark} ${b.day && b.day + ' '}${b.time}${b.zone}${b.headline && ' ' + plain(b.headline)}`,
  preformatted: (b, before) => b.text.trim() ? verbatim(b.text, before?.type === 'preformatted') : '',
  source: b => b.source.replace(/^(?:[^\S\n]*\n)+|\s+$/g, ''),
}

/** Whether a block of this kind can be written. */
export const isWritten = type => Object.hasOwn(kinds, type)

/** One block. @param before the one above it. */
export const block = (b, before) => kinds[b.type](b, before)

/** No control characters, no overrides of direction; white space as one space. */
export const clean = text => (text.toWellFormed?.() ?? text).replace(/[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ufdd0-\ufdef]/g, '').replace(/[\t\n\f\r\x85\u2028\u2029]/g, ' ').replace(/\p{Cc}/gu, '')

/** A line as somebody types it: without spaces that nobody sees. */
export const tidyLine = text => clean(text).replace(/ {2,}/g, ' ').trim()

/** The same of runs: spaces stand outside of what is strong or stressed, one at a time, and not at the ends. */
export function tidy(runs) {
  const apart = runs.flatMap(run => {
    const text = clean(run.text).replace(/ {2,}/g, ' ')
    if (run.style === 'Plain' || run.style === 'Code') return [{ ...run, text }]
    const out = { ...run, style: 'Plain' }
    const [, before, inside, after] = text.match(/^( ?)(.*?)( ?)$/su)
    return [{ ...out, text: before }, { ...run, text: inside }, { ...out, text: after }]
  }).filter(run => run.text)
  const joined = []
  for (const run of apart) {
    const last = joined.at(-1), text = !last || last.text.endsWith(' ') ? run.text.replace(/^ /, '') : run.text
    if (!text) continue
    if (last && last.style === run.style && last.href === run.href && last.lang === run.lang) last.text += text
    else joined.push({ ...run, text })
  }
  if (joined.length) joined.at(-1).text = joined.at(-1).text.replace(/ $/, '')
  return joined.filter(run => run.text)
}

/** The whole text: front matter's lines, headline, and blocks that are written already, each with what stands above it (nothing: one empty line). */
export function whole(front, headline, blocks) {
  const lines = front.split('\n').filter(l => l.trimEnd() !== '---'), head = tidyLine(headline)
  const top = lines.some(l => l.trim()) ? `---\n${lines.join('\n').replace(/^\s*\n|\s+$/g, '')}\n---\n` : ''
  // A headline that is not there yet is said to be missing, or the first paragraph would be taken for it.
  let made = top + (!head ? '#' : /^# |^#$|^---$/.test(head) ? '# ' + head : head) + '\n'
  for (const { text, gap } of blocks) if (text) made += (gap ?? '\n') + text + '\n'
  return made
}
