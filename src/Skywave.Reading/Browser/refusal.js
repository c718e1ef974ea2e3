/**
 * Why hostile or broken bytes are not accepted. Inside these modules a refusal is thrown, which keeps each check one line; at every door (`door`) it is
 * given back as a value, so nobody outside ever sees an exception for what a stranger sent. The code says what is wrong (docs/070-codes.md), the detail where: a role, a
 * field, a place. The sentence for people is made of the code, in their language, by whoever shows it.
 *
 * @typedef {{code: string, detail: string}} Refusal
 */
/**
 * @template T
 * @typedef {{value: T, refusal?: undefined} | {value?: undefined, refusal: Refusal}} Checked
 */

class Refused {
  /** @param {string} code @param {string} detail */
  constructor(code, detail) {
    this.refusal = { code, detail }
  }
}

/** @param {string} code @param {string} [detail] @returns {never} */
export function refuse(code, detail = '') {
  throw new Refused(code, detail)
}

/** @param {unknown} holds @param {string} code @param {string} [detail] @returns {asserts holds} */
export function need(holds, code, detail) {
  if (!holds) refuse(code, detail)
}

/**
 * What comes of something that may refuse: its value, or why not. Anything else that is thrown is a mistake of ours and goes on.
 * @template T
 * @param {() => T | Promise<T>} run
 * @returns {Promise<Checked<T>>}
 */
export async function checked(run) {
  try {
    return { value: await run() }
  } catch (wrong) {
    if (wrong instanceof Refused) return { refusal: wrong.refusal }
    throw wrong
  }
}

/**
 * The same function for those outside: it gives back what it refuses.
 * @template {any[]} A
 * @template T
 * @param {(...given: A) => T | Promise<T>} inner
 */
export const door = inner => (/** @type {A} */ ...given) => checked(() => inner(...given))

/**
 * Runs something whose refusals have another code here.
 * @template T
 * @param {string} code @param {() => T} run
 * @returns {T}
 */
export function under(code, run) {
  try {
    return run()
  } catch (wrong) {
    if (wrong instanceof Refused) refuse(code, wrong.refusal.detail)
    throw wrong
  }
}
