import type { RigProblem, SettingsVersion } from '../../electron/contract/model/rig.ts'
import { useAct } from '../state/act.ts'
import { useAsked } from '../state/ask.ts'
import { useMirror, useNow } from '../state/desk.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { Facts } from '../ui/facts.tsx'
import { Fault } from '../ui/fault.tsx'
import layout from '../ui/layout.module.css'
import text from '../ui/text.module.css'
import { doctorWords } from '../words/doctor.ts'
import { saidProblem, rigFaultWords as words } from '../words/rig-fault.ts'
import styles from './rig-fault.module.css'

const titles = { failed: words.failed, 'not-shown': words.notShown, 'profile-taken': words.profileTaken }

/** Why the rig is not there, and what mends it. Nothing when it is. */
export const RigFault = () => {
  const seen = useMirror(({ rig }) => rig.problem)
  if (!seen) return null
  const problem = saidProblem(seen)
  if (problem.code === 'settings-broken') return <SettingsFault problem={problem} />
  return <Fault words={{ ...titles[problem.code], reference: problem.detail }} />
}

/** In the place of every screen of a rig that could not be read. */
export const UnreadRig = () => (
  <div className={styles.page}>
    <RigFault />
  </div>
)

const SettingsFault = ({ problem }: { problem: RigProblem }) => {
  const { answer, fault } = useAsked('versions', (client) => client.rig.settingsVersions(null), { waitMs: 0 })
  const versions = fault === null ? answer : []
  const { title, why, mend } = words.settings
  const file = problem.settings?.file ?? ''
  return (
    <Fault words={{ title, why: words.settings.where(problem), act: '', reference: null }}>
      <div className={styles.body}>
        <p className={text.quiet}>{why}</p>
        <p className={text.quiet}>{mend}</p>
        <Facts
          facts={[
            [
              words.settings.file,
              <span key="file" className={text.path}>
                {file}
              </span>,
            ],
          ]}
        />
        {versions !== null && <Versions versions={versions} file={file} />}
        <p className={layout.acts}>
          <ButtonLink to="/activity/doctor">{doctorWords.open}</ButtonLink>
          <ButtonLink to="/activity/support" kind="quiet">
            {doctorWords.bundle.open}
          </ButtonLink>
        </p>
      </div>
    </Fault>
  )
}

const Versions = ({ versions, file }: { versions: readonly SettingsVersion[]; file: string }) => {
  const now = useNow()
  const restore = useAct((client, name: string) => client.rig.restoreSettings({ name }))
  if (versions.length === 0) return <p className={text.faint}>{words.settings.none}</p>
  return (
    <>
      <h2>{words.settings.versions}</h2>
      <ul className={styles.versions}>
        {versions.map((version, at) => (
          <li key={version.name}>
            <Button small kind={at === 0 ? 'primary' : 'plain'} onPress={() => void restore.run(version.name)}>
              {words.settings.restore(version, now)}
            </Button>
            <span className={classes(text.faint, text.small)}>{words.settings.holds(version)}</span>
          </li>
        ))}
      </ul>
      <p className={text.note}>{words.settings.aside(file)}</p>
      {restore.fault && <Fault words={restore.fault} />}
    </>
  )
}
