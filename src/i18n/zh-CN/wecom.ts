export const wecom = {
  doctor: {
    access: '已连接企业微信 {{corp}}',
    refused: '企业微信不接受连接（{{reason}}）',
    mend: '核对 WECOM_CORP_ID 和 WECOM_SECRET；60020 表示本机出口 IP 不在应用的“企业可信IP”里。',
  },
} as const
