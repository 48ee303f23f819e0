const calm: Readonly<Record<string, string>> = {
  calm: 'no gap is near',
  gap: 'the cycle gap is open',
  'gap-soon': 'the gap opens before the move would be over',
  unknown: 'the next gap is not known',
}

export const checkEvidence = { calm } as const
