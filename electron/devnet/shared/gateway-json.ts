/** JSON as the gRPC gateways of node and PoET print it: a blank after commas, none after colons (e2e/recordings/README.md, 13). */
export function gatewayJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(gatewayJson).join(', ')}]`
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'))
  if (typeof value === 'bigint') return `"${value}"`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${gatewayJson(inner)}`)
    .join(', ')}}`
}

/** HTTP status of a gRPC code, as far as the gateways use it. */
const httpStatus: Readonly<Record<number, number>> = { 3: 400, 5: 404, 9: 400, 12: 501, 13: 500, 14: 503 }

/** An error of a gateway: gRPC code, its text, and the HTTP status that goes with it. */
export const gatewayError = (code: number, message: string): { status: number; body: string } => ({
  status: httpStatus[code] ?? 500,
  body: gatewayJson({ code, message, details: [] }),
})
