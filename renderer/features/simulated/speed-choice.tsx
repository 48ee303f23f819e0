import type { SimulationSpeed } from '../../../electron/contract/model/simulation.ts'
import { useAct } from '../../state/act.ts'
import { useMirror } from '../../state/desk.ts'
import { Segments } from '../../ui/segments.tsx'
import { simulatedWords } from '../../words/simulated.ts'

const words = simulatedWords.speed
const speeds: readonly SimulationSpeed[] = [0, 1, 4]
const options = speeds.map((speed) => ({ value: `${speed}` as const, label: words[speed] }))

/** Pause, as it is, four times as fast: of the network's time, while it runs. */
export const SpeedChoice = () => {
  const speed = useMirror(({ rig }) => rig.simulation?.speed ?? null)
  const { run } = useAct((client, next: SimulationSpeed) => client.simulation.setSpeed({ speed: next }))
  if (speed === null) return null
  return (
    <Segments
      label={words.label}
      value={`${speed}`}
      options={options}
      onChange={(chosen) => void run(speeds.find((one) => `${one}` === chosen) ?? speed)}
    />
  )
}
