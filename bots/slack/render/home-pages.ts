import { z } from 'zod'

/** Which page of each section of Home is shown, kept in the view itself so that turning one leaves the others. */
export const pagesSchema = z.record(z.string(), z.number().int())
export type Pages = Readonly<z.infer<typeof pagesSchema>>

export const writePages = (pages: Pages): string => JSON.stringify(pages)

/** @throws z.ZodError or SyntaxError when it is not ours */
export const readPages = (privateMetadata: string): Pages => pagesSchema.parse(JSON.parse(privateMetadata))
