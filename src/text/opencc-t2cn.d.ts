// opencc-js 1.4.2 names a types file for this entry and does not ship it.
declare module 'opencc-js/t2cn' {
  export function Converter(options: { from: 't' | 'tw' | 'hk'; to: 'cn' }): (text: string) => string
}
