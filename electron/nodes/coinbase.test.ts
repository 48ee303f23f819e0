import { expect, test } from 'vitest'
import { coinbaseTrouble } from './coinbase.ts'

// As go-spacemesh 1.7.6 judged them at its start (recorded).
test.each([
  ['standalone1qqqqqqp3qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqvqtwcg', 'standalone', null],
  ['standalone1qqqqqqzx5e28uqkrw40z0tqt0lq9n9nyn7gk4fcjws0fr', 'standalone', 'coinbase-invalid'],
  ['hello', 'standalone', 'coinbase-invalid'],
  ['', 'standalone', 'coinbase-invalid'],
  ['sm1qqqqqqrgqc65x5q6exujgjs970fvcakd790na3gsr3uu7', 'standalone', 'coinbase-wrong-network'],
  ['sm1qqqqqqrgqc65x5q6exujgjs970fvcakd790na3gsr3uu7', 'sm', null],
  ['sm1qqqqqqrgqc65x5q6exujgjs970fvcakd790na3gsr3uu7', null, null],
] as const)('%s in %s: %s', (text, network, trouble) => {
  expect(coinbaseTrouble(text, network)).toBe(trouble)
})
