// Numbers that look random and are the same everywhere for one seed (sfc32).
export function dice(seed) {
  let a = 0x9e3779b9, b = 0x243f6a88, c = 0xb7e15162, d = seed >>> 0
  const next = () => {
    a |= 0; b |= 0; c |= 0; d |= 0
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 20; i++) next()
  return next
}

/** A whole number, both ends included. */
export const between = (roll, least, most) => least + Math.floor(roll() * (most - least + 1))

/** One of a list. */
export const pick = (roll, list) => list[Math.floor(roll() * list.length)]

/** Draws an index as often as its weight says, in constant time (Walker's alias method). */
export function weighted(weights) {
  const n = weights.length
  const sum = weights.reduce((s, w) => s + w, 0)
  const share = weights.map(w => w * n / sum)
  const other = new Int32Array(n)
  const own = new Float64Array(n)
  const small = []
  const large = []
  share.forEach((v, i) => (v < 1 ? small : large).push(i))
  while (small.length && large.length) {
    const s = small.pop()
    const l = large.pop()
    own[s] = share[s]
    other[s] = l
    share[l] = share[l] + share[s] - 1
    ;(share[l] < 1 ? small : large).push(l)
  }
  for (const i of large.concat(small)) own[i] = 1
  return roll => {
    const i = Math.floor(roll() * n)
    return roll() < own[i] ? i : other[i]
  }
}
