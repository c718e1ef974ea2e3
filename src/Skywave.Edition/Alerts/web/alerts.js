/**
 * The page on which alerts are turned on and off (docs/900-design.md, section 22). It asks the browser and the newsroom for nothing before a button is pressed. What an alert shows is the worker's to check: without it there are
 * none.
 */

/** How long the browser's push service may take: where it is blocked, some browsers never say so. */
const PATIENCE = 30_000

/** Bytes of base64url, as a browser wants a key. @param {string} text */
export const bytesOf = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0))

/** Which sentence an answer of the newsroom's is worth; null: it took it. @param {number | undefined} status */
export const saidOf = status => status === 204 ? null : status === 429 || status === 503 ? 'alerts.later' : 'alerts.nowhere'

/** @param {string} id @returns {any} */
const at = id => document.getElementById(id)

/** @param {string} root the edition's address @param {string} method @param {unknown} body */
const tell = async (root, method, body) => (await fetch(root + 'alerts', { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(() => null))?.status

/** Ends the browser's subscription, then the newsroom's; undefined when there was none. @param {ServiceWorkerRegistration} registration @param {string} root */
async function end(registration, root) {
  const subscription = await registration.pushManager.getSubscription()
  if (!subscription) return undefined
  await subscription.unsubscribe()
  for (const shown of await registration.getNotifications()) shown.close()
  return tell(root, 'DELETE', { endpoint: subscription.endpoint })
}

/** @param {ServiceWorkerRegistration} registration @param {string} root @param {string} desk @returns {Promise<string>} what to say */
async function start(registration, root, desk) {
  if (await Notification.requestPermission() !== 'granted') return 'alerts.denied'
  // A new one each time: what was known before is ended first.
  await end(registration, root)
  const asking = registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(at('start').dataset.key) })
  const subscription = await Promise.race([asking, new Promise(done => setTimeout(done, PATIENCE))]).catch(() => null)
  if (!subscription) {
    // What comes after it was given up is ended at once.
    void asking.then(late => late.unsubscribe()).catch(() => {})
    return 'alerts.failed'
  }
  const { endpoint, keys } = subscription.toJSON(), wrong = saidOf(await tell(root, 'POST', { desk, endpoint, keys }))
  if (wrong) await subscription.unsubscribe()
  return wrong ?? 'alerts.on'
}

async function open() {
  const root = new URL('.', import.meta.url).href, { words, desk } = JSON.parse(at('words').textContent)
  const say = (/** @type {string} */ key) => at('said').textContent = words[key]
  at('script').remove()
  const registration = await navigator.serviceWorker?.getRegistration(root)
  if (!navigator.serviceWorker || (registration && (!registration.pushManager || !globalThis.Notification))) return say('alerts.none')
  if (!registration?.active) return say('alerts.worker')
  const look = async () => {
    const isOn = await registration.pushManager.getSubscription() !== null
    at('stop').hidden = !isOn
    return isOn
  }
  at('start').hidden = false
  if (await look()) say('alerts.isOn')
  /** @param {() => Promise<string>} run */
  const press = async run => {
    at('start').disabled = at('stop').disabled = true
    say('alerts.asking')
    say(await run().catch(() => 'alerts.failed'))
    await look()
    at('start').disabled = at('stop').disabled = false
  }
  at('start').onclick = () => press(() => start(registration, root, desk))
  at('stop').onclick = () => press(async () => await end(registration, root) === 204 ? 'alerts.off' : 'alerts.offHere')
}

if (globalThis.document) void open()
