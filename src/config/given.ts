/** Variables as they were given, empty ones left out. */
export type Given = Readonly<Record<string, string | undefined>>
