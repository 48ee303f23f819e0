// Who is called outside of Smeshdesk when something asks for a person.
export { deliver, type ShowNotice } from './deliver.io.ts'
export type { News, Spoken } from './message.ts'
export { type Notices, openNotices } from './notices.io.ts'
export { opened } from './sealed-way.ts'
