// What the editor's buttons and keys do. A command is as ProseMirror has it: (state, dispatch) => whether it can be done here.
import {
  baseKeymap, chainCommands, createParagraphNear, EditorState, exitCode, history, keymap, liftEmptyBlock, liftListItem, NodeSelection, redo, setBlockType, splitBlock, splitListItem, TextSelection, toggleMark, undo, wrapInList,
} from './prosemirror.js'
import { schema } from './editor-schema.js'
import { evenTables, rowKeys } from './editor-rows.js'

const { nodes: n, marks: m } = schema

const parents = ($at, type) => Array.from({ length: $at.depth }, (_, i) => $at.depth - i).find(depth => $at.node(depth).type === type)

/** Words lifted out of a list, box or answer become paragraphs; what is a quotation or crosshead becomes one. */
const toParagraph = chainCommands(liftListItem(n.item), setBlockType(n.paragraph))

/** To this kind of block, and back to a paragraph where it is one already. */
const toggle = (type, attrs) => (state, dispatch, view) => {
  const { parent } = state.selection.$from
  return parent.type === type && Object.entries(attrs ?? {}).every(([name, value]) => parent.attrs[name] === value) ? setBlockType(n.paragraph)(state, dispatch, view) : setBlockType(type, attrs)(state, dispatch, view)
}

const toggleList = type => (state, dispatch, view) => {
  const { $from } = state.selection, depth = parents($from, n.item)
  if (depth === undefined) return wrapInList(type)(state, dispatch, view)
  const list = $from.node(depth - 1)
  if (list.type === type) return liftListItem(n.item)(state, dispatch, view)
  dispatch?.(state.tr.setNodeMarkup($from.before(depth - 1), type))
  return true
}

/** Where a block may stand below the one that the cursor is in: in the text itself, never inside of another block. */
const below = ({ selection }) => selection instanceof NodeSelection ? selection.to : selection.$to.depth ? selection.$to.after(1) : selection.to

/** Puts a block below the one that the cursor is in, or in its place where that is empty. */
export const insert = node => (state, dispatch) => {
  const { $from, empty } = state.selection, isEmpty = empty && $from.depth === 1 && $from.parent.type === n.paragraph && !$from.parent.content.size
  const at = isEmpty ? $from.before(1) : below(state), tr = state.tr
  if (dispatch) {
    if (isEmpty) tr.replaceWith(at, $from.after(1), node)
    else tr.insert(at, node)
    tr.setSelection(node.isAtom ? NodeSelection.create(tr.doc, at) : TextSelection.near(tr.doc.resolve(at + 1)))
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** To the text below a block, which begins a paragraph where there is none. */
export const leave = at => (state, dispatch) => {
  const next = state.doc.resolve(at).nodeAfter, tr = state.tr
  if (!next?.isTextblock) tr.insert(at, n.paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
  return true
}

// Enter in a title goes to the text below it; in the last, empty paragraph of a box, answer or transcript it leaves it; in a quotation it leaves it where the quotation ends.
const fromTitle = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.parent.type !== n.title) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, $from.after() + 1)).scrollIntoView())
  return true
}
const fromBox = (state, dispatch) => {
  const { $from, empty } = state.selection, depth = parents($from, n.factbox) ?? parents($from, n.qa) ?? parents($from, n.media)
  if (!empty || depth === undefined || $from.parent.type === n.title || $from.parent.content.size || $from.node(depth).childCount < ($from.parent.type === n.said ? 2 : 3) || $from.index(depth) !== $from.node(depth).childCount - 1) return false
  const tr = state.tr.delete($from.before(), $from.after())
  const at = tr.mapping.map($from.after(depth))
  dispatch?.(tr.insert(at, n.paragraph.create()).setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView())
  return true
}
const newParagraph = (state, dispatch) => {
  const { $from } = state.selection
  if (![n.quote, n.pullquote, n.subhead].includes($from.parent.type)) return false
  const tr = state.tr.insert($from.after(), n.paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1)).scrollIntoView())
  return true
}
const fromWords = (state, dispatch) => state.selection.empty && state.selection.$from.parentOffset === state.selection.$from.parent.content.size && newParagraph(state, dispatch)
const backspace = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset) return false
  if (parents($from, n.item) !== undefined) return liftListItem(n.item)(state, dispatch, view)
  return [n.subhead, n.quote, n.pullquote, n.preformatted].includes($from.parent.type) && setBlockType(n.paragraph)(state, dispatch, view)
}

/** By the name that a button has. Those that ask for something first, link and language, are the page's. */
export const commands = {
  strong: toggleMark(m.strong), stressed: toggleMark(m.stressed), code: toggleMark(m.code),
  paragraph: toParagraph, subhead2: toggle(n.subhead, { level: 2 }), subhead3: toggle(n.subhead, { level: 3 }), subhead4: toggle(n.subhead, { level: 4 }),
  bullets: toggleList(n.bullets), numbers: toggleList(n.numbers), quote: toggle(n.quote), pullquote: toggle(n.pullquote),
  undo, redo,
}

const keys = {
  'Mod-b': 'strong', 'Mod-i': 'stressed', 'Mod-e': 'code', 'Mod-z': 'undo', 'Mod-y': 'redo', 'Mod-Shift-z': 'redo',
  ...Object.fromEntries(['Alt-', 'Mod-Alt-'].flatMap(mod => [[mod + 1, 'paragraph'], [mod + 2, 'subhead2'], [mod + 3, 'subhead3'], [mod + 4, 'subhead4']])),
  'Mod-Shift-7': 'numbers', 'Mod-Shift-8': 'bullets', 'Mod-Shift-9': 'quote',
}

/** A state with what the keys do. @param more keys of the page's own. */
export const stateOf = (doc, more, plugins) => EditorState.create({
  doc,
  plugins: [
    ...plugins,
    keymap(rowKeys),
    keymap({ ...more, ...Object.fromEntries(Object.entries(keys).map(([key, name]) => [key, commands[name]])) }),
    keymap({ Enter: chainCommands(fromTitle, fromBox, fromWords, splitListItem(n.item), liftListItem(n.item)), Backspace: backspace, 'Shift-Enter': chainCommands(newParagraph, exitCode, createParagraphNear, liftEmptyBlock, splitBlock) }),
    keymap(baseKeymap),
    history(),
    evenTables,
  ],
})

let field = null, last = 0, run = 0
/** A change from a field. What is typed into one without a pause is undone at once, as in the text: such changes have no place in it by which the history could tell. */
export function typed(tr, into) {
  if (into !== field || Date.now() - last > 500) run++
  ;[field, last] = [into, Date.now()]
  return tr.setMeta('composition', `field ${run}`)
}

/** Which buttons are pressed where the cursor is. */
export function pressed(state) {
  const { $from, from, to, empty } = state.selection, has = mark => empty ? mark.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, mark)
  const { type, attrs } = $from.parent, list = parents($from, n.item)
  return new Set([
    ...['strong', 'stressed', 'code', 'link', 'language'].filter(name => has(m[name])),
    ...list !== undefined ? [$from.node(list - 1).type.name] : type === n.subhead ? ['subhead' + attrs.level] : [type.name],
  ])
}

/** The link or language at the cursor, whole. */
export function markAt(state, type) {
  const { $from, from, to, empty } = state.selection
  if (!empty) {
    let found = null
    state.doc.nodesBetween(from, to, node => { found ??= type.isInSet(node.marks) })
    return { from, to, mark: found }
  }
  let start = $from.start(), found = null
  $from.parent.forEach(child => {
    const mark = type.isInSet(child.marks), end = start + child.nodeSize
    if (mark && start <= from && from <= end) found = { from: start, to: end, mark }
    start = end
  })
  return found
}
