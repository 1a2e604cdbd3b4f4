/** Where the events of what a sheet brought come from; its rows are told apart by it from what people filed. */
export const importPlatform = 'import'
