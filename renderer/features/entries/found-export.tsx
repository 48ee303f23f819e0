import { useState } from 'react'
import type { Found } from '../../../electron/contract/model/found.ts'
import { SaveLink } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import layout from '../../ui/layout.module.css'
import { Section } from '../../ui/section.tsx'
import { foundWords } from '../../words/found.ts'
import { foundJson, foundText } from './found-report.ts'

const words = foundWords.export

/** The page as a file, for people and for programs. */
export const FoundExport = ({ found }: { found: Found }) => {
  const [redacted, redact] = useState(true)
  const home = redacted ? found.home : null
  return (
    <Section title={words.title} note={words.note}>
      <div className={layout.acts}>
        <SaveLink name={`${words.file}.txt`} type="text/plain" text={foundText(found, home)}>
          {words.text}
        </SaveLink>
        <SaveLink name={`${words.file}.json`} type="application/json" text={foundJson(found, home)}>
          {words.json}
        </SaveLink>
        <Checkbox label={words.home} checked={redacted} onChange={redact} />
      </div>
    </Section>
  )
}
