// Who is called outside of Smeshdesk when something asks for a person.
export { type HeldWebhook, openWebhook } from './webhook.io.ts'
