import { ButtonLink } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import layout from '../../ui/layout.module.css'
import { PageHead } from '../../ui/section.tsx'
import { glossaryWords as words } from '../../words/glossary.ts'
import { shellWords } from '../../words/shell.ts'

/** The words of the field, for whom they are new. */
export const Glossary = () => (
  <div className={layout.page}>
    <PageHead title={words.title} lead={words.lead}>
      <ButtonLink to="/activity">{shellWords.activity}</ButtonLink>
    </PageHead>
    <Facts facts={words.terms} />
  </div>
)
