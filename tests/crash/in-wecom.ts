/** Who of the company has WeCom and no Slack: handles of both sandboxes. */
export const inWecom = ['tang', 'gu'] as const
