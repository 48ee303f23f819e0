import { Button } from '../../ui/button.tsx'
import { keysWords as words } from '../../words/keys.ts'

/** More are drawn when they are asked for. */
export const step = 50

export const More = ({ left, onPress }: { left: number; onPress: () => void }) => (
  <tr>
    <td colSpan={4}>
      <Button small onPress={onPress}>
        {words.more(left)}
      </Button>
    </td>
  </tr>
)
