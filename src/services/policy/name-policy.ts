import type { Translate } from '../../i18n/translate.ts'
import type { Policy } from '../../policy/schema.ts'

/** What the policy that Fieldpost comes with is called in its file; a company's own name for its policy is said as it is. */
const shipped = 'Default policy'

export const namePolicy = ({ name }: Pick<Policy, 'name'>, t: Translate): string =>
  name === shipped ? t('metrics.defaultPolicy') : name
