import { readdirSync, readFileSync } from 'node:fs'

/** TypeScript files below the folders, without tests and what is generated. */
export function listSourceFiles(folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/generated\/|\/dist\//.test(file))
    .toSorted()
}

export const readSource = (file: string): string => readFileSync(file, 'utf8')
