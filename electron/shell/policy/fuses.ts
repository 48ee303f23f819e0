/** Switches burnt into the packaged program; the keys are electron-builder's. All are stated, none is left to a default. */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  /** Until there is a signature: changing fuses breaks the ad-hoc one, without which Apple silicon starts nothing. */
  resetAdHocDarwinSignature: true,
} as const
