import { expect, it } from 'vitest'
import { scenes } from '../../testing/scenes.ts'
import { namesIn, newestOf, nodeConfig, serviceFlags, servicesOf } from './lines.ts'

const rows = Object.values(scenes.certificates?.state.certificates ?? {})

it('the newest of a node or service, and each service once', () => {
  expect(newestOf(rows, 'service', 'diskF_post1')?.number).toBe(2)
  expect([newestOf(rows, 'node', 'attic'), servicesOf(rows)]).toEqual([null, ['diskF_post1']])
})

it('the lines of both sides name the same listener', () => {
  const own = newestOf(rows, 'node', 'home')
  if (own === null) throw new Error('no certificate')
  const config: unknown = JSON.parse(nodeConfig(own, '0.0.0.0:9094'))
  expect(config).toEqual({
    api: {
      'grpc-tls-listener': '0.0.0.0:9094',
      'grpc-tls-ca-cert': own.authorityPath,
      'grpc-tls-cert': own.path,
      'grpc-tls-key': own.keyPath,
    },
  })
  expect(serviceFlags('home.lan:9094')).toBe('--address https://home.lan:9094 --ca-cert authority.pem --cert service.pem --key service.key')
})

it('names with commas, blanks or lines between them', () => expect(namesIn(' a, b;c\nd ')).toEqual(['a', 'b', 'c', 'd']))
