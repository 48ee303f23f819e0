import { useLocation } from 'wouter'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import layout from '../ui/layout.module.css'
import text from '../ui/text.module.css'
import { shellWords } from '../words/shell.ts'

const words = shellWords.nowhere

/** An address that leads nowhere says so. */
export const Nowhere = () => {
  const [location] = useLocation()
  return (
    <div className={layout.page}>
      <Empty
        title={<span className={text.strong}>{words.title}</span>}
        act={
          <ButtonLink to="/identities" small>
            {words.act}
          </ButtonLink>
        }
      >
        {words.text(location.slice(0, 80))}
      </Empty>
    </div>
  )
}
