export { nameDurably, type PutOptions, putFile, putNew, renameDurably, writeAll, writeNewFile } from './durable-file.io.ts'
export { DiskFailing, type DurableFs, errorCode, type FileFacts, type WritableFile } from './durable-fs.ts'
export { realFs } from './real-fs.io.ts'
