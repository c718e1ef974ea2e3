// The block editor: a view over the text of the field #text. Whatever changes in it is written into the field as story text, which office.js saves; the server says what a text is made of.
import { EditorView, NodeSelection, Plugin, TextSelection } from './prosemirror.js'
import { languageOf, linkOf, schema } from './editor-schema.js'
import { nodeOf, Text } from './editor-doc.js'
import { commands, insert, markAt, pressed, stateOf, typed } from './editor-commands.js'
import { views } from './editor-views.js'
import { Claims } from './editor-claims.js'
import { claimsOf, frontOf, frontPlugin, withClaimMore, withFront } from './editor-front.js'
import { pasteIntoRows, rowsAt, typeIntoRows } from './editor-rows.js'
import { pasted } from './editor-paste.js'

const at = id => document.getElementById(id)
const form = at('write'), field = at('text'), room = at('blocks'), page = at('page'), front = at('front'), headline = at('headline'), turn = at('turn'), said = at('turned')
const bar = room.querySelector('[role=toolbar]'), menu = at('insert'), ask = at('ask')
const buttons = () => [...bar.querySelectorAll('button')].filter(button => button.offsetParent)
let text = null, view = null, blocks = [], isOwn = false

/** Writes what is shown into the field. */
function write() {
  const made = text.write(frontOf(view.state), headline.value, view.state.doc)
  blocks = made.blocks
  if (field.value === made.text) return
  field.value = made.text
  isOwn = true
  field.dispatchEvent(new Event('input', { bubbles: true }))
  isOwn = false
}

const asked = async () => {
  const data = new URLSearchParams(new FormData(form))
  const answer = await fetch(room.dataset.ask, { method: 'POST', headers: { accept: 'application/json' }, body: data, credentials: 'same-origin' })
  return answer.ok ? { outline: await answer.json() } : { why: (await answer.json().catch(() => ({}))).why ?? room.dataset.failed }
}

/** Shows the blocks; says why where that cannot be done. @returns whether they are shown. */
async function open() {
  const value = field.value
  let { outline, why } = await asked().catch(() => ({ why: room.dataset.failed }))
  if (value !== field.value) return false
  said.textContent = why ?? ''
  if (!outline) return false
  text = new Text(outline, value)
  front.value = outline.front
  headline.value = outline.headline
  at('around').open = false
  view?.destroy()
  const shown = new WeakMap()
  view = new EditorView({ mount: page }, {
    state: stateOf(text.doc, { 'Mod-k': () => asks('link'), 'Mod-Shift-l': () => asks('language'), 'Alt-F10': () => (buttons()[0].focus(), true), 'Alt-Enter': () => (toggleMenu(true), true), Enter: enterBlock, 'Shift-Tab': toFields, Escape: leaveRows }, [frontPlugin(outline.front), new Plugin({ view: () => ({ update: changed }) })]),
    nodeViews: views({ claims: Claims }, shown),
    attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': 'page-name', spellcheck: 'true', lang: field.lang, dir: field.dir },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction))
      if (transaction.docChanged) write()
    },
    transformPastedHTML: pasted,
    handleTextInput: (at, _, __, words) => typeIntoRows(at, words),
    handlePaste: (at, _, slice) => pasteIntoRows(at, slice),
    // A file that is dropped here would take the place of the page.
    handleDOMEvents: { drop: (_, event) => event.dataTransfer.files.length > 0 && (event.preventDefault(), true) },
  })
  view.fieldsOf = dom => shown.get(dom)
  blocks = text.write(frontOf(view.state), headline.value, view.state.doc).blocks
  turned(true)
  press()
  return true
}

function turned(isBlocks) {
  room.hidden = !isBlocks
  field.hidden = isBlocks
  turn.hidden = false
  turn.textContent = isBlocks ? turn.dataset.plain : turn.dataset.blocks
}

// Enter on a chosen block goes into its fields.
function enterBlock(state) {
  if (!(state.selection instanceof NodeSelection)) return false
  const fields = view.fieldsOf(view.nodeDOM(state.selection.from))
  fields?.focus()
  return !!fields
}

const blockAt = ({ $from }) => view.fieldsOf(view.nodeDOM($from.before(1)))

// Shift+Tab in the first words of a block goes to the fields above them.
function toFields({ selection }) {
  const { $from } = selection, field = $from.depth > 1 && $from.start(1) + $from.depth - 1 === $from.start() && blockAt(selection)?.above().at(-1)
  field?.focus?.()
  return !!field
}

// Escape leaves rows and a transcript, in which Tab and Enter have other work.
function leaveRows({ selection }) {
  if (!rowsAt(selection.$from) && selection.$from.parent.type !== schema.nodes.said) return false
  blockAt(selection).leave()
  return true
}

// The front matter's lines may have changed with the text, or back.
function changed({ state }, before) {
  if (frontOf(state) !== frontOf(before)) {
    if (front.value !== frontOf(state)) front.value = frontOf(state)
    for (const claims of Claims.shown) claims.show()
  }
  press()
}

const press = () => {
  const on = pressed(view.state)
  for (const button of bar.querySelectorAll('[data-do][aria-pressed]')) button.setAttribute('aria-pressed', on.has(button.dataset.do))
  for (const name of ['undo', 'redo']) bar.querySelector(`[data-do=${name}]`).setAttribute('aria-disabled', !commands[name](view.state))
}

// A key that comes right behind the one that chose words comes before the editor was told of them.
function takeSelection() {
  const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection(), { doc, selection, tr } = view.state
  if (!selection.empty || isCollapsed || !page.contains(anchorNode) || !page.contains(focusNode)) return
  view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(view.posAtDOM(anchorNode, anchorOffset)), doc.resolve(view.posAtDOM(focusNode, focusOffset)))))
}

/** Asks for a link's address or a run's language, in the place of the toolbar. */
function asks(name) {
  takeSelection()
  const found = markAt(view.state, schema.marks[name]), input = at('answer')
  if (view.state.selection.empty && !found) {
    said.textContent = ask.dataset.choose
    return true
  }
  Object.assign(ask.dataset, { name })
  ask.querySelectorAll('[data-for]').forEach(label => { label.hidden = label.dataset.for !== name })
  input.value = found.mark?.attrs[name === 'link' ? 'href' : 'lang'] ?? (name === 'link' ? 'https://' : '')
  at('wrong').textContent = ''
  ask.hidden = false
  input.focus()
  input.select()
  return true
}
function answered(take) {
  const { name } = ask.dataset, type = schema.marks[name], { from, to } = markAt(view.state, type), value = take && (name === 'link' ? linkOf : languageOf)(at('answer').value)
  if (take && !value) {
    at('wrong').textContent = ask.querySelector(`[data-wrong=${name}]`).textContent
    return at('answer').focus()
  }
  const tr = view.state.tr.removeMark(from, to, type)
  view.dispatch(value ? tr.addMark(from, to, type.create(name === 'link' ? { href: value } : { lang: value })) : tr)
  closed()
}
const goTo = pos => {
  view.focus()
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(pos))).scrollIntoView())
}
const closed = () => {
  ask.hidden = true
  view.focus()
}

function toggleMenu(isOpen) {
  menu.hidden = !isOpen
  at('insert-button').setAttribute('aria-expanded', isOpen)
  if (isOpen) menu.querySelector('button').focus()
}

/** A new block, and what it needs in the front matter. */
function put({ block, source, before }) {
  toggleMenu(false)
  view.focus()
  const now = new Date().toISOString(), { state } = view, one = JSON.parse(block)
  let lines = frontOf(state)
  for (const line of (before ?? '').split('\n').filter(Boolean)) {
    const name = line.split(':')[0]
    if (!lines.split('\n').some(l => l.startsWith(name + ':'))) lines = (lines.trimEnd() + '\n' + line).trimStart()
  }
  if (one.type === 'claims') {
    one.about = claimsOf(lines)[0]?.parts[0] ?? ''
    if (!one.about) lines = withClaimMore(lines, [''])
  }
  // A zone that stands above would be meant for this time too.
  const zone = state.doc.content.content.some(node => node.attrs.zone) ? 'Z' : ''
  const node = nodeOf({ block: one, source: source?.replace('{now}', `${now.slice(0, 10)} ${now.slice(11, 16)}${zone}`) })
  insert(node)(state, tr => view.dispatch(withFront(tr, frontOf(state), lines)))
  if (node.isAtom) enterBlock(view.state)
  else if (node.type === schema.nodes.media) blockAt(view.state.selection).focus()
}

bar.addEventListener('mousedown', event => event.target.closest('button') && event.preventDefault())
bar.addEventListener('click', event => {
  const button = event.target.closest('button')
  if (!button) return
  const { do: name } = button.dataset
  if (button === at('insert-button')) toggleMenu(menu.hidden)
  else if (button.role === 'menuitem') put(button.dataset)
  else if (name === 'help') at('keys').open = !at('keys').open
  else if (name === 'link' || name === 'language') asks(name)
  else {
    view.focus()
    commands[name](view.state, view.dispatch, view)
  }
})
bar.addEventListener('keydown', event => {
  const all = menu.hidden || !menu.contains(event.target) ? buttons().filter(button => !menu.contains(button)) : [...menu.querySelectorAll('button')], now = all.indexOf(event.target)
  const isBack = event.key === 'ArrowUp' || event.key === (getComputedStyle(bar).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft')
  if (event.key === 'Escape') {
    if (menu.hidden) view.focus()
    else (toggleMenu(false), at('insert-button').focus())
  } else if (event.key === 'ArrowDown' && event.target === at('insert-button')) toggleMenu(true)
  else if (/^Arrow/.test(event.key) && now >= 0) all.at((now + (isBack ? -1 : 1)) % all.length).focus()
  else if (event.key === 'Home' || event.key === 'End') all.at(event.key === 'Home' ? 0 : -1).focus()
  else return
  event.preventDefault()
})
// One stop of the Tab key for all of the toolbar.
bar.addEventListener('focusin', event => { for (const button of bar.querySelectorAll('button')) button.tabIndex = button === event.target ? 0 : -1 })
document.addEventListener('click', event => !menu.hidden && !bar.contains(event.target) && toggleMenu(false))
menu.addEventListener('focusout', event => !menu.contains(event.relatedTarget) && event.relatedTarget !== at('insert-button') && toggleMenu(false))

ask.addEventListener('click', event => event.target.localName === 'button' && (event.target.value ? answered(event.target.value === 'take') : closed()))
ask.addEventListener('keydown', event => {
  if (event.key !== 'Enter' && event.key !== 'Escape') return
  if (event.key === 'Enter' && event.target.localName === 'button') return
  event.preventDefault()
  if (event.key === 'Enter') answered(true)
  else closed()
})

front.addEventListener('input', () => view.dispatch(typed(withFront(view.state.tr, frontOf(view.state), front.value), front)))
front.addEventListener('keydown', event => {
  const key = event.key.toLowerCase()
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return
  event.preventDefault()
  commands[event.shiftKey || key === 'y' ? 'redo' : 'undo'](view.state, view.dispatch)
})
headline.addEventListener('input', write)
headline.addEventListener('keydown', event => {
  if (event.key !== 'Enter') return
  event.preventDefault()
  goTo(0)
})

turn.addEventListener('click', async () => {
  if (room.hidden) {
    let value, isOpen
    // What was put into the text meanwhile is to be shown too.
    do {
      value = field.value
      isOpen = await open()
    } while (!isOpen && value !== field.value)
    if (isOpen) view.focus()
    return
  }
  turned(false)
  said.textContent = ''
  field.focus()
})
// Whatever else changes the field is shown the next time.
field.addEventListener('input', () => { if (!isOwn && !room.hidden) turned(false) })

// A line's number leads to its block.
document.addEventListener('click', event => {
  const line = Number(event.target.dataset?.line)
  if (!line || room.hidden) return
  event.preventDefault()
  event.stopImmediatePropagation()
  const i = blocks.findLastIndex(block => block.text && block.line <= line)
  if (i < 0) return line > front.value.split('\n').length + 2 ? headline.focus() : (at('around').open = true, front.focus())
  const node = blocks[i].node, pos = blocks.slice(0, i).reduce((sum, block) => sum + block.node.nodeSize, 0)
  const dom = view.nodeDOM(pos), fields = node.isAtom && view.fieldsOf(dom)
  if (fields) return fields.focus()
  goTo(pos)
}, true)

if (await open() && (document.activeElement === document.body || document.activeElement === field)) (headline.value ? view : headline).focus()
turn.hidden = false
