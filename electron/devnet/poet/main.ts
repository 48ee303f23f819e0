export async function runPoet(_argv: readonly string[]): Promise<number> {
  return 0
}
