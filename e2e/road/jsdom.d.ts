/** As much of it as is asked for here; its own types are no part of the package. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string)
    readonly window: Window
  }
}
