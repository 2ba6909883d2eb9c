declare const brand: unique symbol
/** A string that names one kind of thing and cannot be passed where another kind is expected. */
export type Branded<Name extends string> = string & { readonly [brand]: Name }

export type ModelId = Branded<'ModelId'>
export type DatasetId = Branded<'DatasetId'>
/** SHA-256 of what a baseline freezes. */
export type BaselineId = Branded<'BaselineId'>
export type RunId = Branded<'RunId'>
export type JobId = Branded<'JobId'>
/** Stands for a file the person chose; expires, and says nothing about where the file is. */
export type FileToken = Branded<'FileToken'>
/** Stands for a folder that the person chose, as `FileToken` does for a file. */
export type FolderToken = Branded<'FolderToken'>
export type WatchId = Branded<'WatchId'>
/** Stands for the folder of a workspace, as `FileToken` does for a file. */
export type WorkspaceToken = Branded<'WorkspaceToken'>
