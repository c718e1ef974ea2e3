// Blocks with fields of their own: a picture's words, who said a quotation, an entry's time, what stands around rows. What they look like stands in the page, as templates.
import { Selection } from './prosemirror.js'
import { hasHead } from './editor-schema.js'
import { commands, leave, typed } from './editor-commands.js'
import { rowCommands, rowsAt } from './editor-rows.js'

const valueOf = input => input.type !== 'checkbox' ? input.value : input.checked ? input.value : ''
const isFollowing = (node, other) => !!(node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)

/** A block in the page, with its fields. */
export class Fields {
  constructor(node, view, getPos) {
    Object.assign(this, { node, view, getPos })
    this.dom = document.getElementById('block-' + node.type.name).content.firstElementChild.cloneNode(true)
    this.contentDOM = this.dom.querySelector('[data-content]')
    this.inputs = [...this.dom.querySelectorAll('[data-attr]')]
    for (const input of this.inputs) input.addEventListener('input', () => view.dispatch(typed(view.state.tr.setNodeAttribute(getPos(), input.dataset.attr, valueOf(input)), input)))
    this.dom.addEventListener('keydown', event => event.target.matches('input, select, textarea') && this.key(event, event.target))
    for (const button of this.dom.querySelectorAll('[data-rows]')) {
      // The cursor is to stay in the cell that is meant.
      button.addEventListener('mousedown', event => button.localName === 'button' && event.preventDefault())
      button.addEventListener('click', () => this.rows(button.dataset.rows, button.localName === 'button'))
    }
    this.dom.querySelector('[data-remove]')?.addEventListener('click', () => {
      const at = getPos()
      view.dispatch(view.state.tr.delete(at, at + this.node.nodeSize))
      view.focus()
    })
    this.dom.querySelector('[data-below]')?.addEventListener('click', () => this.leave())
    this.show()
  }

  leave() {
    this.view.focus()
    leave(this.getPos() + this.node.nodeSize)(this.view.state, this.view.dispatch)
  }

  /** Into the text of the block itself. */
  enter() {
    this.view.focus()
    this.view.dispatch(this.view.state.tr.setSelection(Selection.near(this.view.state.doc.resolve(this.getPos() + 1))).scrollIntoView())
  }

  /** What a button of rows does, where the cursor is; in the last row where it is elsewhere. */
  rows(name, isLeft) {
    const { state } = this.view, pos = this.getPos()
    const here = rowsAt(state.selection.$from)?.pos === pos ? state : state.apply(state.tr.setSelection(Selection.near(state.doc.resolve(pos + this.node.nodeSize - 1), -1)))
    rowCommands[name](here, this.view.dispatch)
    if (isLeft) this.view.focus()
  }

  key(event, input) {
    const isAbove = !!this.contentDOM && isFollowing(input, this.contentDOM), isLast = isAbove && this.above().at(-1) === input, isMod = (event.ctrlKey || event.metaKey) && !event.altKey
    if (event.key === 'Escape') this.leave()
    else if (event.key === 'Enter' && input.localName === 'input') isAbove ? this.enter() : this.leave()
    else if (event.key === 'Tab' && !event.shiftKey && isLast) this.enter()
    else if (isMod && /^[zy]$/i.test(event.key)) {
      commands[event.shiftKey || /y/i.test(event.key) ? 'redo' : 'undo'](this.view.state, this.view.dispatch)
      // The block itself may be what went.
      if (!document.activeElement?.closest('#blocks')) this.view.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** The fields above the block's text that are in sight. */
  above() { return [...this.dom.querySelectorAll('input, select, textarea')].filter(input => input.checkVisibility() && isFollowing(input, this.contentDOM)) }

  /** A field's direction is that of what stands in it; while nothing does, the text's own. */
  turn(input, value) {
    if (input.dir !== 'ltr' || input.isAuto) Object.assign(input, { isAuto: true, dir: value ? 'auto' : this.view.dom.dir })
  }

  show() {
    for (const input of this.inputs) {
      const value = this.node.attrs[input.dataset.attr]
      if (input.type === 'checkbox') {
        input.checked = value === input.value
        continue
      }
      if (input.value !== value) input.value = value
      this.turn(input, value)
    }
    const { origin } = this.node.attrs
    const head = this.dom.querySelector('[data-rows=head]')
    if (head) head.checked = hasHead(this.node)
    const seen = this.dom.querySelector('img')
    // Only what has entered is shown: a page of the office asks nobody else for anything.
    if (seen) {
      const id = /^library\/([0-9a-f]{16})$/.exec(origin)?.[1], address = id ? `/pictures/${id}/file/small` : '/' + origin
      seen.hidden = !id && !/^media\/[0-9a-f]{64}\.[a-z0-9]{2,5}$/.test(origin)
      if (!seen.hidden && seen.getAttribute('src') !== address) seen.src = address
    }
  }

  update(node) {
    if (node.type !== this.node.type) return false
    this.node = node
    this.show()
    return true
  }

  focus() {
    (this.inputs.find(input => 'first' in input.dataset) ?? this.inputs[0])?.focus()
    if (this.inputs[0]?.dataset.attr === 'source') this.inputs[0].select()
  }

  selectNode() { this.dom.classList.add('chosen') }

  deselectNode() { this.dom.classList.remove('chosen') }

  stopEvent(event) { return event.target instanceof Element && !!event.target.closest('input, select, textarea, button, summary, label') }

  ignoreMutation(mutation) { return mutation.type === 'selection' ? !this.contentDOM : !this.contentDOM?.contains(mutation.target) }
}

const kinds = ['quote', 'pullquote', 'picture', 'factbox', 'qa', 'timeline', 'table', 'media', 'embed', 'entry', 'source']

/** For the editor. @param more views of their own, by kind. @param made told of each block that is shown, so that a new one can be given the cursor. */
export const views = (more, made) => Object.fromEntries([...kinds.map(kind => [kind, Fields]), ...Object.entries(more)].map(([kind, View]) => [kind, (node, view, getPos) => {
  const fields = new View(node, view, getPos)
  made.set(fields.dom, fields)
  return fields
}]))
