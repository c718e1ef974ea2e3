// Timelines and tables: rows of cells. What changes a row or column makes all of them anew from their cells; the cursor says which is meant.
import { chainCommands, Fragment, Plugin, Selection, Slice, TextSelection } from './prosemirror.js'
import { hasHead, schema } from './editor-schema.js'

const { nodes: n } = schema

/** The timeline or table at a place in the text: where it stands, and in which of its cells that is. */
export function rowsAt($at) {
  const depth = Array.from({ length: $at.depth + 1 }, (_, i) => i).find(d => [n.timeline, n.table].includes($at.node(d).type))
  return depth === undefined || $at.depth < depth + 2 ? null : { node: $at.node(depth), pos: $at.before(depth), row: $at.index(depth), column: $at.index(depth + 1) }
}

const cellsOf = node => node.content.content.map(row => row.content.content.map(cell => cell.content))
const isEmpty = cells => cells.every(content => !content.size)
const typeOf = (node, row, column, head) => node.type === n.timeline ? [n.when, n.what][column] : row === 0 && head ? n.headcell : n.cell

function made(node, rows, head) {
  const row = node.type === n.timeline ? n.event : n.row
  return node.type.create(node.attrs, rows.map((cells, i) => row.create(null, cells.map((content, j) => typeOf(node, i, j, head).create(null, content)))))
}

/** The cursor at the end of a cell. */
function into(tr, pos, row, column) {
  let at = pos + 1
  const node = tr.doc.nodeAt(pos)
  for (let i = 0; i < row; i++) at += node.child(i).nodeSize
  at++
  for (let j = 0; j < column; j++) at += node.child(row).child(j).nodeSize
  return tr.setSelection(TextSelection.create(tr.doc, at + 1 + node.child(row).child(column).content.size)).scrollIntoView()
}

// From what the cells hold (null: nothing) to what they are to hold, and the row and column to go to.
const change = make => (state, dispatch) => {
  const at = rowsAt(state.selection.$from)
  if (!at) return false
  const to = make({ ...at, rows: cellsOf(at.node), isTable: at.node.type === n.table })
  if (!to) return false
  const { rows, row = at.row, column = at.column, head = at.node.type === n.table && hasHead(at.node) } = to
  dispatch?.(into(state.tr.replaceWith(at.pos, at.pos + at.node.nodeSize, made(at.node, rows, head)), at.pos, row, column))
  return true
}
const moved = by => change(({ rows, row }) => rows[row + by] && { rows: rows.toSpliced(row, 1).toSpliced(row + by, 0, rows[row]), row: row + by })

// As large as a table may be (src/Skywave.Words/Blocks.cs).
const most = { rows: 500, columns: 40 }

/** By the name that a button has. */
export const rowCommands = {
  rowMore: change(({ rows, row, isTable }) => !(isTable && rows.length >= most.rows) && { rows: rows.toSpliced(row + 1, 0, rows[row].map(() => null)), row: row + 1, column: 0 }),
  rowGone: change(({ rows, row }) => rows.length > 1 ? { rows: rows.toSpliced(row, 1), row: Math.min(row, rows.length - 2) } : { rows: [rows[0].map(() => null)] }),
  rowUp: moved(-1),
  rowDown: moved(1),
  columnMore: change(({ rows, column, isTable }) => isTable && rows[0].length < most.columns && { rows: rows.map(cells => cells.toSpliced(column + 1, 0, null)), column: column + 1 }),
  columnGone: change(({ rows, column, isTable }) => isTable && rows[0].length > 1 && { rows: rows.map(cells => cells.toSpliced(column, 1)), column: Math.min(column, rows[0].length - 2) }),
  head: change(({ node, rows, isTable }) => isTable && { rows, head: !hasHead(node) }),
}

/** To the cell before or behind; from the last one to a new row. */
const step = by => (state, dispatch) => {
  const at = rowsAt(state.selection.$from)
  if (!at) return false
  const width = at.node.firstChild.childCount, next = at.row * width + at.column + by
  if (next < 0) return false
  if (next >= width * at.node.childCount) return rowCommands.rowMore(state, dispatch)
  dispatch?.(into(state.tr, at.pos, Math.floor(next / width), next % width))
  return true
}

// Enter goes from a time to what happened, else to the row below, at the end to a new one; from a last row in which nothing stands to the text below, without it.
const enter = (state, dispatch) => {
  const at = rowsAt(state.selection.$from)
  if (!at) return false
  const { node, pos, row, column } = at, isLast = row === node.childCount - 1
  if (isLast && row > 0 && isEmpty(cellsOf(node)[row])) {
    const tr = state.tr.delete(pos + node.nodeSize - 1 - node.lastChild.nodeSize, pos + node.nodeSize - 1), below = tr.mapping.map(pos + node.nodeSize)
    dispatch?.(tr.insert(below, n.paragraph.create()).setSelection(TextSelection.create(tr.doc, below + 1)).scrollIntoView())
    return true
  }
  if (node.type === n.timeline && column === 0) return step(1)(state, dispatch)
  if (isLast) return rowCommands.rowMore(state, dispatch)
  dispatch?.(into(state.tr, pos, row + 1, node.type === n.table ? column : 0))
  return true
}

// What is chosen over several cells goes, and the cells stay; so they do where it ends or begins in the text around them.
const cleared = (state, dispatch) => {
  const { from, to, $from, $to } = state.selection
  if ($from.sameParent($to) || !(rowsAt($from) ?? rowsAt($to))) return false
  const tr = state.tr
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock) tr.delete(tr.mapping.map(Math.max(from, pos + 1)), tr.mapping.map(Math.min(to, pos + 1 + node.content.size)))
  })
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, from)))
  return true
}

// Backspace where nothing stands takes the row out, and with the last one all of it.
const backspace = (state, dispatch) => {
  const { $from, empty } = state.selection, at = rowsAt($from)
  if (!at || !empty || at.column > 0 || !isEmpty(cellsOf(at.node)[at.row])) return false
  const { node, pos, row } = at
  if (node.childCount === 1) {
    const tr = state.tr.replaceWith(pos, pos + node.nodeSize, n.paragraph.create())
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(pos + 1))))
    return true
  }
  const rows = cellsOf(node).toSpliced(row, 1), to = Math.max(row - 1, 0)
  dispatch?.(into(state.tr.replaceWith(pos, pos + node.nodeSize, made(node, rows, node.type === n.table && hasHead(node))), pos, to, row > 0 ? rows[0].length - 1 : 0))
  return true
}

/** What keys do in them. */
export const rowKeys = {
  Tab: step(1), 'Shift-Tab': step(-1), Enter: enter, Backspace: chainCommands(cleared, backspace), Delete: cleared,
  'Alt-ArrowUp': rowCommands.rowUp, 'Alt-ArrowDown': rowCommands.rowDown, 'Mod-Shift-Enter': rowCommands.rowMore, 'Mod-Shift-Backspace': rowCommands.rowGone, 'Mod-Alt-Enter': rowCommands.columnMore, 'Mod-Alt-Backspace': rowCommands.columnGone,
}

/** Typed over several cells: they are emptied first. */
export const typeIntoRows = ({ state, dispatch }, text) => cleared(state, tr => dispatch(tr.insertText(text)))

/** Pasted into a cell: a table fills the cells from there on, of several blocks come the words, one line. In a transcript each block is a paragraph. */
export function pasteIntoRows({ state, dispatch }, slice) {
  const { $from } = state.selection, at = rowsAt($from), { firstChild: first, childCount } = slice.content
  if (childCount === 1 && first.isInline) return false
  if ($from.parent.type === n.said) {
    const all = []
    slice.content.descendants(node => { if (node.isTextblock) all.push(n.said.create(null, node.textContent ? schema.text(node.textContent) : null)) })
    dispatch(state.tr.replaceSelection(new Slice(Fragment.from(all), 1, 1)).scrollIntoView())
    return true
  }
  if (!at || (childCount === 1 && first.isTextblock)) return false
  if (at.node.type === n.table && childCount === 1 && first.type === n.table) {
    const come = cellsOf(first), rows = cellsOf(at.node), width = Math.max(rows[0].length, at.column + Math.max(...come.map(cells => cells.length)))
    while (rows.length < at.row + come.length) rows.push([])
    const all = rows.map((cells, i) => Array.from({ length: width }, (_, j) => come[i - at.row]?.[j - at.column] ?? cells[j]))
    change(() => ({ rows: all, row: at.row + come.length - 1, column: at.column + come.at(-1).length - 1 }))(state, dispatch)
  } else dispatch(state.tr.insertText(slice.content.textBetween(0, slice.content.size, ' ')).scrollIntoView())
  return true
}

/** Keeps tables even: as many cells in each row, and heads in the first row or nowhere. */
export const evenTables = new Plugin({
  appendTransaction(transactions, _, { doc, tr }) {
    if (!transactions.some(({ docChanged }) => docChanged)) return null
    doc.forEach((node, pos) => {
      if (node.type !== n.table) return
      const width = Math.max(...node.content.content.map(row => row.childCount)), head = hasHead(node)
      node.forEach((row, at, i) => {
        const start = pos + at + 2
        row.forEach((cell, from) => {
          const type = typeOf(node, i, 0, head)
          if (cell.type !== type) tr.setNodeMarkup(tr.mapping.map(start + from), type)
        })
        if (row.childCount < width) tr.insert(tr.mapping.map(start + row.content.size), Array.from({ length: width - row.childCount }, () => typeOf(node, i, 0, head).create()))
      })
    })
    return tr.docChanged ? tr : null
  },
})
