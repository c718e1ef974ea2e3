/** The shapes of identifiers (docs/900-design.md, section 3). */

/** @param {RegExp} form */
const like = form => (/** @type {string} */ text) => form.test(text)

/** @param {string} text */
export const isDesk = text => /^(?=.{2,35}$)[a-z][a-z0-9]{0,7}(-[a-z0-9]{1,8})*$/i.test(text) && !/^(root|targets|snapshot|timestamp|mirrors|newsroom|log|media|metadata)$/i.test(text)
export const isArticle = like(/^[a-z2-7]{16}$/)
export const isHash = like(/^[0-9a-f]{64}$/)
export const isNewsroom = like(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
export const isStatus = like(/^(published|updated|corrected|retracted|withdrawn)$/)
/** A relative path that stays inside its folder. */
export const isPath = like(/^(?=.{1,256}$)[A-Za-z0-9_-][\w.-]*(\/[A-Za-z0-9_-][\w.-]*)*$/)
/** @param {string} text */
export const isAddress = text => /^[^/]+\/(about\/[a-z0-9-]{1,48}|\d{4}\/\d\d\/[a-z2-7]{16})$/.test(text) && isDesk(text.split('/')[0])

/** The time in milliseconds, or null: one form, whole seconds. @param {string} text */
export function timeOf(text) {
  const time = /^(?!0000)\d{4}(-\d\d){2}T\d\d(:\d\d){2}Z$/.test(text) ? Date.parse(text) : NaN
  return !isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 19)) ? time : null
}

/** The signed address of an article's page from where it stands in an edition, or null: the slug before the id is not signed. @param {string} path */
export function addressOf(path) {
  const address = isPath(path) && path.endsWith('.html') ? path.slice(0, -5).replace(/^([^/]+\/\d{4}\/\d\d\/)[^/]*-(?=[^/]{16}$)/, '$1') : ''
  return isAddress(address) ? address : null
}
