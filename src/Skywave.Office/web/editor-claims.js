// Claims side by side: which of the front matter's claims stand here, and what each of them says. What is changed is written as their lines of the front matter.
import { tidyLine } from './editor-text.js'
import { typed } from './editor-commands.js'
import { claimsOf, frontOf, withClaim, withClaimMore, withFront } from './editor-front.js'
import { Fields } from './editor-views.js'

// What is as it would be anyway is not written.
const usual = new Set(['agency', 'open'])

function choose(select, value) {
  if (![...select.options].some(option => option.value === value)) select.add(new Option(value, value))
  select.value = value
}

const set = (input, value) => {
  // Whoever writes is not to lose a space at the end.
  if (tidyLine(input.value) !== value) input.value = value
}

/** The view of one such place. */
export class Claims extends Fields {
  /** Those that are shown. */
  static shown = new Set()

  constructor(...all) {
    super(...all)
    Claims.shown.add(this)
    this.about.addEventListener('focus', () => { this.meant = this.claims().map(claim => claim.line) })
    this.about.addEventListener('input', () => this.name())
    this.which.addEventListener('input', () => this.choose(this.which.value))
    this.list.addEventListener('input', ({ target }) => this.say(target))
    this.list.addEventListener('click', ({ target }) => target.closest('button') && this.change(front => withClaim(front, this.lineOf(target), null)))
    this.dom.querySelector('[data-more]').addEventListener('click', () => this.more())
  }

  get which() { return this.dom.querySelector('[data-which]') }

  get about() { return this.dom.querySelector('[data-about]') }

  get list() { return this.dom.querySelector('[data-claims]') }

  claims() { return claimsOf(frontOf(this.view.state)).filter(({ parts }) => parts[0] === tidyLine(this.node.attrs.about)) }

  lineOf(inside) { return Number(inside.closest('[data-line]').dataset.line) }

  change(make, tr = this.view.state.tr) {
    const front = frontOf(this.view.state)
    this.view.dispatch(withFront(tr, front, make(front)))
  }

  /** The same claims under another name, here and there. */
  name() {
    const { value } = this.about, { state } = this.view, claims = claimsOf(frontOf(state))
    const named = front => this.meant.reduce((lines, line) => withClaim(lines, line, [value, ...claims.find(claim => claim.line === line).parts.slice(1)]), front)
    this.change(named, typed(state.tr.setNodeAttribute(this.getPos(), 'about', value), this.about))
  }

  choose(value) {
    const isNew = value === '\n', tr = this.view.state.tr.setNodeAttribute(this.getPos(), 'about', isNew ? '' : value)
    this.change(front => isNew ? withClaimMore(front, ['']) : front, tr)
    if (isNew) this.about.focus()
  }

  more() {
    this.change(front => withClaimMore(front, [this.node.attrs.about]))
    this.list.lastElementChild.querySelector('input').focus()
  }

  say(input) {
    const line = this.lineOf(input), parts = [...this.claims().find(claim => claim.line === line).parts]
    while (parts.length < 7) parts.push('')
    parts[Number(input.dataset.part)] = usual.has(input.value) ? '' : input.value
    this.change(front => withClaim(front, line, parts), typed(this.view.state.tr, input))
  }

  show() {
    const all = [...new Set(claimsOf(frontOf(this.view.state)).map(({ parts }) => parts[0]))].filter(about => about), about = tidyLine(this.node.attrs.about), claims = this.claims()
    const options = [...new Set([about, ...all])].filter(one => one || !about).sort((a, b) => all.indexOf(a) - all.indexOf(b)).map(one => new Option(one || '…', one))
    this.which.replaceChildren(...options, new Option(this.which.dataset.new, '\n'))
    this.which.value = about
    set(this.about, about)
    this.turn(this.about, about)
    while (this.list.children.length > claims.length) this.list.lastElementChild.remove()
    while (this.list.children.length < claims.length) this.list.append(document.getElementById('claim').content.firstElementChild.cloneNode(true))
    for (const [i, { line, parts }] of claims.entries()) {
      const row = this.list.children[i]
      row.dataset.line = line
      for (const input of row.querySelectorAll('[data-part]')) {
        const part = parts[input.dataset.part] ?? ''
        if (input.localName === 'select') choose(input, part || input.dataset.usual)
        else {
          set(input, part)
          this.turn(input, part)
        }
      }
    }
  }

  focus() { (this.node.attrs.about ? this.which : this.about).focus() }

  destroy() { Claims.shown.delete(this) }
}
