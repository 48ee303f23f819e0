import { times } from '../../format/times.ts'
import { theme } from '../../frame/theme.ts'
import { chosenLanguage } from '../../language/language.ts'
import { useKept } from '../../state/use-kept.ts'
import { Section } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Select } from '../../ui/select.tsx'
import { settingsWords as words } from '../../words/settings.ts'
import { shellWords } from '../../words/shell.ts'
import { Setting } from './setting.tsx'

/** A language by its own name. */
const nameOf = (tag: string): string => new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag

/** What is kept in this browser: how all screens look, speak, and write times. */
export const GeneralPart = () => {
  const [look, time, language] = [useKept(theme), useKept(times), useKept(chosenLanguage)]
  return (
    <Section title={words.parts.general}>
      <Setting said={words.look}>
        <Segments
          label={words.look[0]}
          value={look}
          onChange={theme.choose}
          options={theme.values.map((value) => ({ value, label: shellWords.theme[value] }))}
        />
      </Setting>
      <Setting said={words.language}>
        <Select
          bare
          label={words.language[0]}
          value={language}
          onChange={(tag) => {
            chosenLanguage.choose(tag)
            // Every sentence was read once, when the page was loaded.
            window.location.reload()
          }}
          choices={chosenLanguage.values.map((value) => ({ value, name: value === '' ? words.languageUsual : nameOf(value) }))}
          nothing=""
        />
      </Setting>
      <Setting said={words.times}>
        <Segments
          label={words.times[0]}
          value={time}
          onChange={times.choose}
          options={times.values.map((value) => ({ value, label: words.time[value] }))}
        />
      </Setting>
    </Section>
  )
}
