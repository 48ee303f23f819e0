import { useLocation } from 'wouter'
import { Empty } from '../ui/empty.tsx'
import layout from '../ui/layout.module.css'
import { shellWords } from '../words/shell.ts'

const words = shellWords.nowhere

/** An address that leads nowhere says so. */
export const Nowhere = () => {
  const [location] = useLocation()
  return (
    <div className={layout.page}>
      <Empty title={words.title} text={words.text(location.slice(0, 80))} act={words.act} to="/overview" />
    </div>
  )
}
