/** The page: what is typed stays in it. Text of the index becomes text, never markup. */

/** @param {string} digits ten of them @param {number | string} text */
const withDigits = (digits, text) => String(text).replace(/[0-9]/g, d => [...digits][Number(d)])

/** Year, month and day of the solar hijri calendar; as SolarHijri.cs. @param {number} day since 1970-01-01 */
function solarHijri(day) {
  const daysIn = (/** @type {number} */ y) => ((25 * y + 11) % 33 + 33) % 33 < 8 ? 366 : 365
  let year = 1400, start = 18707
  while (day < start) start -= daysIn(--year)
  while (day >= start + daysIn(year)) start += daysIn(year++)
  const n = day - start
  return n < 186 ? [year, Math.floor(n / 31), n % 31 + 1] : [year, Math.floor((n - 186) / 30) + 6, (n - 186) % 30 + 1]
}

/** A date for people. @param {number} day @param {{months?: string, pattern?: string, calendar?: string, digits?: string}} locale */
export function dateOf(day, { months = '', pattern = '', calendar = '', digits = '' }) {
  const date = new Date(day * 864e5)
  const [year, month, dayOfMonth] = calendar === 'persian' ? solarHijri(day) : [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  return pattern.replace('{d}', withDigits(digits, dayOfMonth)).replace('{yyyy}', withDigits(digits, year)).replace('{MMMM}', () => months.split('|')[month])
}

/** @param {Document} page */
function start(page) {
  const get = (/** @type {string} */ id) => /** @type {HTMLElement} */ (page.getElementById(id))
  const form = get('search'), input = /** @type {HTMLInputElement} */ (get('words')), status = get('status'), list = get('found'), older = get('older'), beyond = get('beyond')
  /** @type {Map<string, string>} */
  const loaded = new Map()
  /** @type {AsyncGenerator<Step, void, void> | null} */
  let steps = null
  let shown = 0, run = 0

  /** @type {Load} */
  const load = async path => {
    const known = loaded.get(path)
    if (known !== undefined) return known
    try {
      const answer = await fetch(new URL('search/' + path, page.baseURI), { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' })
      if (!answer.ok) return null
      const text = await answer.text()
      if (path !== 'tail.json') loaded.set(path, text)
      return text
    } catch {
      return null
    }
  }
  /** A sentence of the page; its places are filled by their names. @param {string} name @param {Record<string, number>} [numbers] */
  const sentence = (name, numbers = {}) => {
    const message = /** @type {HTMLElement} */ (get('say-' + name).cloneNode(true))
    message.removeAttribute('id')
    for (const place of message.querySelectorAll('bdi')) place.textContent = withDigits(form.dataset.digits ?? '', numbers[place.textContent ?? ''] ?? '')
    return message
  }
  /** @param {Line} line */
  const show = line => {
    const make = (/** @type {string} */ name, /** @type {string} */ text = '') => Object.assign(page.createElement(name), { textContent: text })
    const item = make('li'), box = make('div'), head = make('h2'), link = make('a', line.headline), small = make('p'), time = make('time', dateOf(line.day, form.dataset))
    link.setAttribute('href', line.path)
    head.dir = 'auto'
    if (line.language) head.lang = line.language
    small.className = 'm'
    time.setAttribute('datetime', new Date(line.day * 864e5).toISOString().slice(0, 10))
    if (line.status > 1) small.append(sentence('status' + line.status), ' ')
    small.append(time)
    head.append(link)
    box.append(head, small)
    item.append(box)
    list.append(item)
  }
  const next = async () => {
    const mine = run
    status.replaceChildren(sentence('working'))
    list.setAttribute('aria-busy', 'true')
    older.setAttribute('aria-disabled', 'true')
    const step = (await steps?.next())?.value
    if (mine !== run) return
    older.removeAttribute('aria-disabled')
    if (!step) return
    shown += step.lines.length
    step.lines.forEach(show)
    const count = step.all === 0 && step.trouble ? [] : [sentence(step.found ? 'some' : 'none', { found: step.found, searched: step.searched, all: step.all }), ' ']
    status.replaceChildren(...count, ...step.trouble ? [sentence(step.trouble)] : [])
    if (step.end && beyond.contains(page.activeElement)) (list.children[shown - step.lines.length]?.querySelector('a') ?? input).focus()
    beyond.hidden = step.end
    list.setAttribute('aria-busy', 'false')
  }
  form.addEventListener('submit', event => {
    event.preventDefault()
    run++
    shown = 0
    list.replaceChildren()
    beyond.hidden = true
    status.replaceChildren()
    steps = ask(input.value).length ? search(load, input.value) : null
    if (steps) void next()
  })
  older.addEventListener('click', () => { if (!older.hasAttribute('aria-disabled')) void next() })
  get('plain').hidden = true
  form.hidden = false
}

if (typeof document !== 'undefined') start(document)
