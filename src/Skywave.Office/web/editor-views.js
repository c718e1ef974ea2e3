// Blocks with fields of their own: a picture's words, who said a quotation, lines that are shown as they are typed. What they look like stands in the page, as templates.
import { leave } from './editor-commands.js'

class Fields {
  constructor(node, view, getPos) {
    Object.assign(this, { node, view, getPos })
    this.dom = document.getElementById('block-' + node.type.name).content.firstElementChild.cloneNode(true)
    this.contentDOM = this.dom.querySelector('[data-content]')
    this.inputs = [...this.dom.querySelectorAll('[data-attr]')]
    for (const input of this.inputs) {
      input.addEventListener('input', () => view.dispatch(view.state.tr.setNodeAttribute(getPos(), input.dataset.attr, input.value)))
      input.addEventListener('keydown', event => this.key(event, input))
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

  key(event, input) {
    if (event.key !== 'Escape' && !(event.key === 'Enter' && input.localName === 'input')) return
    event.preventDefault()
    event.stopPropagation()
    this.leave()
  }

  show() {
    for (const input of this.inputs) {
      const value = this.node.attrs[input.dataset.attr]
      if (input.value !== value) input.value = value
      // By what stands in it; while nothing does, by the text's own direction.
      if (input.dir !== 'ltr' || input.isAuto) Object.assign(input, { isAuto: true, dir: value ? 'auto' : this.view.dom.dir })
    }
    const { kind, origin } = this.node.attrs
    if (kind) this.dom.querySelectorAll('[data-kind]').forEach(name => { name.hidden = name.dataset.kind !== kind })
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
    this.inputs[0]?.focus()
    if (this.inputs[0]?.dataset.attr === 'source') this.inputs[0].select()
  }

  selectNode() { this.dom.classList.add('chosen') }

  deselectNode() { this.dom.classList.remove('chosen') }

  stopEvent(event) { return event.target instanceof Element && !!event.target.closest('[data-attr], button, summary') }

  ignoreMutation(mutation) { return mutation.type === 'selection' ? !this.contentDOM : !this.contentDOM?.contains(mutation.target) }
}

const kinds = ['quote', 'pullquote', 'picture', 'factbox', 'qa', 'source']

/** For the editor. @param made told of each block that is shown, so that a new one can be given the cursor. */
export const views = made => Object.fromEntries(kinds.map(kind => [kind, (node, view, getPos) => {
  const fields = new Fields(node, view, getPos)
  made.set(fields.dom, fields)
  return fields
}]))
