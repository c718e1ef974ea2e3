// An alert as the browser it is for and its push service see it: opened by npm's http_ece, its token by node's own crypto.
// usage: node check-push.mjs INPUT.json   {"message":"<base64>","private":"<base64url>","public":"<base64url>","auth":"<base64url>","authorization":"vapid t=…, k=…"}
import { createECDH, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import ece from 'http_ece'

const input = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const privateKey = createECDH('prime256v1')
privateKey.setPrivateKey(Buffer.from(input.private, 'base64url'))
const plain = ece.decrypt(Buffer.from(input.message, 'base64'), { version: 'aes128gcm', privateKey, authSecret: input.auth })

const [, token, key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(input.authorization) ?? []
const [head, claims, signature] = token.split('.'), point = Buffer.from(key, 'base64url')
const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
const isSigned = verify('sha256', Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
console.log(JSON.stringify({ plain: plain.toString('utf8'), isSigned, key, head: JSON.parse(Buffer.from(head, 'base64url').toString()), claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) }))
