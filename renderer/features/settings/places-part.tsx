import { useMirror } from '../../state/desk.ts'
import { CopyId } from '../../ui/copy-id.tsx'
import { Facts } from '../../ui/facts.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import text from '../../ui/text.module.css'
import { settingsWords as words } from '../../words/settings.ts'
import styles from './settings.module.css'

const Command = ({ line }: { line: string }) => (
  <p className={styles.command}>
    <CopyId short={line} whole={line} words={words.copyCommand} />
  </p>
)

const usualPort = '7777'

/** How the same screens are opened from another computer: by a tunnel, or behind a proxy of the person's own. */
export const HeadlessPart = () => {
  const inBrowser = useMirror(({ rig }) => rig.host === 'console') === true
  const port = (inBrowser && window.location.port) || usualPort
  return (
    <Section className={layout.farAbove} title={words.parts.headless}>
      {inBrowser ? (
        <p>{words.headlessPort(port)}</p>
      ) : (
        <>
          <p>{words.headlessWindow}</p>
          <Command line={words.headlessServe} />
        </>
      )}
      <p>{words.headlessTunnel}</p>
      <Command line={words.headlessCommand(port)} />
      <p>{words.headlessLink}</p>
      <Command line={words.headlessCode} />
      <p>{words.headlessOrigin}</p>
      <Command line={words.headlessOriginServe} />
    </Section>
  )
}

const Path = ({ path }: { path: string }) => (
  <span className={text.path}>
    <CopyId short={path} whole={path} words={words.copy} plain />
  </span>
)

/** Where everything lies. */
export const FoldersPart = () => {
  const rig = useMirror((state) => state.rig)
  if (rig === null) return null
  const separator = rig.profile.includes('\\') ? '\\' : '/'
  // The playground's rig has settings and logs of its own.
  const ofRig = rig.settingsFile.slice(0, rig.settingsFile.lastIndexOf(separator))
  return (
    <Section className={layout.farAbove} title={words.parts.folders}>
      <Facts
        facts={[
          [words.folders.profile, <Path key="profile" path={rig.profile} />],
          [words.folders.settings, <Path key="settings" path={rig.settingsFile} />],
          [words.folders.logs, <Path key="logs" path={`${ofRig}${separator}logs`} />],
        ]}
      />
    </Section>
  )
}

/** What runs here, by its version. */
export const VersionsPart = () => {
  const rig = useMirror((state) => state.rig)
  const nodes = useMirror((state) => state.nodes) ?? {}
  if (rig === null) return null
  return (
    <Section className={layout.farAbove} title={words.parts.versions}>
      <Facts
        facts={[
          [words.version, `${rig.version}, ${words.shell[rig.host]}`],
          ...Object.values(nodes).map(({ name, version }) => [words.node(name), version ?? words.unknown] as const),
        ]}
      />
    </Section>
  )
}
