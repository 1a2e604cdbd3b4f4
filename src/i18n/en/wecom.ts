export const wecom = {
  doctor: {
    access: 'Connected to WeCom {{corp}}',
    refused: 'WeCom refuses the connection ({{reason}})',
    mend: 'Check WECOM_CORP_ID and WECOM_SECRET; 60020 means that this machine’s address is not among the app’s trusted IPs.',
  },
} as const
