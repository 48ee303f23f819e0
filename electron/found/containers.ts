import * as z from 'zod/mini'

/** A port of a container, and the address of this computer at which it is reached. */
export interface Published {
  readonly inside: number
  readonly address: string
}

/** A container as its tool describes it. */
export interface Container {
  readonly id: string
  readonly name: string
  /** What it starts: program first. */
  readonly argv: readonly string[]
  /** Where relative paths in it count from. */
  readonly folder: string
  readonly runs: boolean
  /** It is started again by itself, or with the computer. */
  readonly restarts: boolean
  /** Folders of this computer that it sees at another path. */
  readonly mounts: readonly { readonly inside: string; readonly outside: string }[]
  readonly ports: readonly Published[]
  /** It has this computer's own network: its addresses are ours. */
  readonly ownNetwork: boolean
}

const texts = z.nullish(z.array(z.string()))
const Binding = z.object({ HostIp: z.nullish(z.string()), HostPort: z.nullish(z.string()) })
const Inspected = z.object({
  Id: z.string().check(z.maxLength(100)),
  Name: z.string().check(z.maxLength(300)),
  Path: z.nullish(z.string()),
  Args: texts,
  Config: z.nullish(z.object({ WorkingDir: z.nullish(z.string()) })),
  State: z.nullish(z.object({ Running: z.nullish(z.boolean()) })),
  HostConfig: z.nullish(
    z.object({ NetworkMode: z.nullish(z.string()), RestartPolicy: z.nullish(z.object({ Name: z.nullish(z.string()) })) }),
  ),
  Mounts: z.nullish(z.array(z.object({ Source: z.nullish(z.string()), Destination: z.string() }))),
  NetworkSettings: z.nullish(z.object({ Ports: z.nullish(z.record(z.string(), z.nullish(z.array(Binding)))) })),
})

const anyHost = new Set(['', '0.0.0.0', '::'])

function portsOf(ports: Readonly<Record<string, readonly z.output<typeof Binding>[] | null | undefined>>): Published[] {
  return Object.entries(ports).flatMap(([inside, bindings]) =>
    (bindings ?? []).flatMap(({ HostIp: host, HostPort: port }) => {
      if (!inside.endsWith('/tcp') || !port) return []
      const name = anyHost.has(host ?? '') ? '127.0.0.1' : (host ?? '')
      return [{ inside: Number(inside.slice(0, -4)), address: `${name.includes(':') ? `[${name}]` : name}:${port}` }]
    }),
  )
}

/** They start the program that stands behind their own words. */
const inits = /(?:^|\/)(?:tini|dumb-init|catatonit|docker-init)$/
const withoutInit = (argv: readonly string[]): readonly string[] =>
  inits.test(argv[0] ?? '') ? argv.slice(1 + argv.slice(1).findIndex((word) => !word.startsWith('-'))) : argv

const containerOf = (one: z.output<typeof Inspected>): Container => ({
  id: one.Id,
  name: one.Name.replace(/^\//, ''),
  argv: withoutInit([one.Path ?? '', ...(one.Args ?? [])]),
  folder: one.Config?.WorkingDir || '/',
  runs: one.State?.Running === true,
  restarts: !['', 'no'].includes(one.HostConfig?.RestartPolicy?.Name ?? ''),
  mounts: (one.Mounts ?? []).flatMap(({ Source, Destination }) =>
    Source?.startsWith('/') ? [{ inside: Destination, outside: Source }] : [],
  ),
  ports: portsOf(one.NetworkSettings?.Ports ?? {}),
  ownNetwork: one.HostConfig?.NetworkMode === 'host',
})

const limit = 500

/** What `docker inspect` and `podman inspect` print of containers; `null`: it can't be understood. What is odd in one of them leaves it out. */
export function readInspected(text: string): { readonly containers: readonly Container[]; readonly whole: boolean } | null {
  try {
    const all = z.parse(z.array(z.unknown()), JSON.parse(text))
    const read = all.slice(0, limit).map((one) => z.safeParse(Inspected, one))
    const containers = read.flatMap(({ success, data }) => (success ? [containerOf(data)] : []))
    return { containers, whole: containers.length === all.length }
  } catch {
    return null
  }
}

/** Where this computer has what a container sees at a path; `null`: in the container alone. */
export function outsideOf({ mounts }: Pick<Container, 'mounts'>, path: string): string | null {
  const fits = mounts.filter(({ inside }) => path === inside || path.startsWith(inside === '/' ? '/' : `${inside}/`))
  const mount = fits.sort((one, other) => other.inside.length - one.inside.length)[0]
  return mount === undefined ? null : `${mount.outside}${path.slice(mount.inside === '/' ? 0 : mount.inside.length)}`
}
