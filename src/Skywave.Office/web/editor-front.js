// The lines of the front matter beside the editor's document, changed in steps like it, so that they are undone in their turn; and the claims in them, line by line.
import { Plugin, PluginKey, Step, StepResult } from './prosemirror.js'
import { parts as joined, tidyLine } from './editor-text.js'

const key = new PluginKey('front')

class FrontStep extends Step {
  constructor(before, after) {
    super()
    Object.assign(this, { before, after })
  }

  apply(doc) { return StepResult.ok(doc) }

  invert() { return new FrontStep(this.after, this.before) }

  map() { return this }

  toJSON() { return { stepType: 'front', before: this.before, after: this.after } }

  static fromJSON(_, { before, after }) { return new FrontStep(before, after) }
}
Step.jsonID('front', FrontStep)

/** Keeps them. */
export const frontPlugin = lines => new Plugin({ key, state: { init: () => lines, apply: (tr, now) => tr.steps.reduce((front, step) => step instanceof FrontStep ? step.after : front, now) } })

/** As they stand. */
export const frontOf = state => key.getState(state)

/** A transaction that changes them too. */
export const withFront = (tr, before, after) => before === after ? tr : tr.step(new FrontStep(before, after))

const nameOf = text => text.split(':', 1)[0].trim()

/** The claims: of each, its line and the parts between its bars. */
export const claimsOf = front => front.split('\n').flatMap((text, line) => nameOf(text) === 'claim' && text.includes(':')
  ? [{ line, parts: text.slice(text.indexOf(':') + 1).split(/(?<!\\)\|/).map(part => tidyLine(part.replaceAll('\\|', '|'))) }] : [])

const lineOf = parts => `claim: ${joined(parts.map(part => tidyLine(part)))}`.trimEnd()

/** With other parts of one claim; without them, without it. */
export const withClaim = (front, line, parts) => front.split('\n').flatMap((text, i) => i !== line ? [text] : parts ? [lineOf(parts)] : []).join('\n')

/** With one claim more, below the others. */
export function withClaimMore(front, parts) {
  const lines = front.trim() ? front.split('\n') : [], last = lines.findLastIndex(text => nameOf(text) === 'claim')
  return lines.toSpliced(last < 0 ? lines.length : last + 1, 0, lineOf(parts)).join('\n')
}
