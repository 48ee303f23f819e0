/** Path of a Chromium; ends the program with the one thing to do when there is none. */
export function chromiumPath(): Promise<string>
export function systemTools(): void
