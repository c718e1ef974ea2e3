// The office's comfort: passkeys, saving by itself, what is wrong beside the text. Everything works without it, but passkeys.

document.documentElement.classList.add('scripts')
const at = id => document.getElementById(id)

/** Sends a form of ours, and says what came back. */
const send = async (address, form) => {
  const answer = await fetch(address, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(new FormData(form)), credentials: 'same-origin' })
  return { status: answer.status, ...await answer.json().catch(() => ({})) }
}

/** A passkey: what the server asks, the browser's answer, the server's word on it. */
function passkey(form, ask, tell, make) {
  if (!form || !window.PublicKeyCredential?.parseCreationOptionsFromJSON) return
  form.hidden = false
  form.onsubmit = async event => {
    event.preventDefault()
    const wrong = form.querySelector('.wrong')
    wrong.textContent = ''
    try {
      const credential = await make(await send(ask, form))
      const data = new FormData(form)
      data.set('credential', JSON.stringify(credential))
      const answer = await fetch(tell, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(data), credentials: 'same-origin' })
      const { go, why } = await answer.json()
      if (go) location.assign(go)
      else wrong.textContent = why
    } catch (failed) {
      wrong.textContent = failed.message
    }
  }
}
passkey(at('passkey'), '/passkey/ask', '/passkey/sign-in', options => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }))
passkey(at('add-passkey'), '/me/passkey/ask', '/me/passkey', options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }))

/** Saves while somebody writes: two seconds after a pause, ten at the latest; what did not arrive is tried again and the page is not left without asking. */
function editor(form) {
  const text = form.elements.text, said = at('saved'), { saved, saving, failed } = form.dataset
  let sent = text.value, timer = 0, latest = 0, isSending = false
  const remarks = ({ mistakes = [], remarks = [], words, minutes, weight }) => {
    at('words').textContent = words
    at('minutes').textContent = minutes
    at('weighed').hidden = !weight
    if (weight) {
      Object.assign(at('weight'), { max: weight.most, high: weight.good, value: weight.bytes })
      at('weight-said').textContent = weight.said
    }
    at('remarks').replaceChildren(...[...mistakes.map(m => ({ ...m, bad: true })), ...remarks].map(({ line, sentence, bad }) => {
      const item = document.createElement('li')
      if (bad) item.className = 'bad'
      if (line) {
        const link = document.createElement('a')
        Object.assign(link, { href: '#text', textContent: line })
        link.dataset.line = line
        item.append(link, ' ')
      }
      item.append(sentence)
      return item
    }))
  }
  // The page as it was saved, on a phone or wide; nothing is loaded before somebody looks.
  const look = at('look'), frame = look.querySelector('iframe')
  const show = () => { if (look.open) frame.src = frame.dataset.src + '?' + form.elements.base.value }
  look.addEventListener('toggle', show)
  for (const button of look.querySelectorAll('button')) button.addEventListener('click', () => {
    frame.classList.toggle('phone', button.dataset.width !== '')
    for (const other of look.querySelectorAll('button')) other.ariaPressed = String(other === button)
  })
  const save = async () => {
    clearTimeout(timer)
    latest = 0
    const value = text.value
    if (value === sent || isSending) return
    isSending = true
    said.textContent = saving
    try {
      const answer = await send(form.action, form)
      if (answer.status === 200) {
        sent = value
        form.elements.base.value = answer.version
        said.textContent = saved + ' ' + new Date().toLocaleTimeString()
        show()
        remarks(answer)
      } else if (answer.go) {
        sent = value
        alert(answer.why)
        location.assign(answer.go)
      } else throw new Error(answer.why ?? failed)
    } catch (wrong) {
      said.textContent = wrong instanceof TypeError ? failed : wrong.message
      timer = setTimeout(save, 5000)
    }
    isSending = false
    if (text.value !== sent) later()
  }
  const later = () => {
    latest ||= Date.now() + 10_000
    clearTimeout(timer)
    timer = setTimeout(save, Math.min(2000, Math.max(0, latest - Date.now())))
  }
  text.addEventListener('input', later)
  document.addEventListener('visibilitychange', () => document.hidden && save())
  addEventListener('beforeunload', event => text.value !== sent && event.preventDefault())
  form.addEventListener('submit', () => { sent = text.value })
  addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault()
      save()
    }
  })
  // Held as long as the page is in sight.
  setInterval(() => !document.hidden && send(form.dataset.check, form).then(answer => answer.status === 200 && remarks(answer), () => {}), 60_000)
}
if (at('write')) editor(at('write'))

// A file that is too large is told before it is sent.
for (const file of document.querySelectorAll('input[type=file][data-most]')) {
  file.addEventListener('change', () => file.setCustomValidity(file.files[0]?.size > Number(file.dataset.most) ? file.dataset.large : ''))
}

// A line's number leads to the line.
document.addEventListener('click', event => {
  const line = Number(event.target.dataset?.line), text = at('text')
  if (!line || text?.tagName !== 'TEXTAREA') return
  event.preventDefault()
  const begin = text.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  text.focus()
  text.setSelectionRange(begin, text.value.indexOf('\n', begin) < 0 ? text.value.length : text.value.indexOf('\n', begin))
})

// What was translated before takes the place of the original's lines that still stand in the text; else it goes to where somebody writes.
let isWritten = false
at('text')?.addEventListener('focus', () => { isWritten = true })
document.querySelectorAll('[data-put]').forEach(button => {
  button.hidden = false
  button.onclick = () => {
    const field = at('text'), isBlocks = !at('blocks').hidden, { over } = button.dataset, made = button.parentNode.querySelector('.said').textContent
    const found = ('\n' + field.value + '\n').indexOf('\n' + over + '\n'), end = field.value.trimEnd().length
    if (found >= 0) field.setRangeText(made, found, found + over.length, 'select')
    else if (isWritten && !isBlocks) field.setRangeText(made, field.selectionStart, field.selectionEnd, 'select')
    else field.setRangeText('\n\n' + made + '\n', end, field.value.length, 'select')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    if (isBlocks) at('turn').click()
    else field.focus()
  }
})
