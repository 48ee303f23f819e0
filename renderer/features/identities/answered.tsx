import { type ReactNode, useEffect, useState } from 'react'
import type { Asked } from '../../state/ask.ts'
import { Button } from '../../ui/button.tsx'
import { Fault } from '../../ui/fault.tsx'
import text from '../../ui/text.module.css'
import { historyWords as words } from '../../words/history.ts'

/** What was answered last stays while it is asked anew; else that it is asked, or why there is no answer. */
export const Answered = <Answer,>({ asked, children }: { asked: Asked<Answer>; children: (answer: Answer) => ReactNode }) => {
  const { answer, fault, again } = asked
  const [last, keep] = useState<Answer | null>(null)
  useEffect(() => {
    if (answer !== null) keep(answer)
  }, [answer])
  const shown = answer ?? last
  if (fault !== null)
    return (
      <Fault words={fault}>
        <Button small onPress={again}>
          {words.again}
        </Button>
      </Fault>
    )
  if (shown !== null) return children(shown)
  return (
    <p className={text.note} role="status">
      {words.reading}
    </p>
  )
}
