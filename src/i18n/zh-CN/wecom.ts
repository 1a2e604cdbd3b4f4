export const wecom = {
  inApp: '请到 Fieldpost 应用的会话里看，卡片在那里。',
  onlyAlone: '计划、汇报和记录请在与我的单聊里进行：点我的头像，发消息即可。',
  login: {
    how: '在企业微信里：打开 Fieldpost 应用，点菜单“我的”，会自动登录。在电脑上：点下面的按钮，用企业微信扫码。',
    button: '用企业微信登录',
    outsider:
      '这个账号不是本公司成员，不能登录。如果您是本公司同事，请用公司的企业微信账号打开；还不行，请联系管理员把您加入通讯录。',
  },
  menu: {
    file: '提交',
    more: '更多',
    own: '我的',
    plan: '周计划',
    report: '周报',
    log: '日志',
    refer: '转诊',
    leave: '请假',
    mine: '待办',
    rank: '排行',
    customer: '客户',
    help: '帮助',
  },
  wordsOnly:
    '目前只看得懂文字。可以直接写一句，例如“拜访南湾一院骨科 新客户 30分钟”，或回复“帮助”看看能做什么。',
  doctor: {
    access: '已连接企业微信 {{corp}}',
    refused: '企业微信不接受连接（{{reason}}）',
    menu: '应用菜单已设置',
    noMenu: '应用菜单还没有设置',
    menuRefused: '应用菜单无法设置（{{reason}}）',
    mendMenu:
      '启动 Fieldpost 就会设置菜单，设置不了会每小时再试；48002 表示应用没有接口权限，60020 表示出口 IP 不可信。没有菜单，直接发词也一样。',
    domain: '网页授权可信域名应填 {{host}}（企业微信不提供查询，请在管理后台核对）',
    badDomain: 'PUBLIC_URL 的 {{host}} 不能作网页授权可信域名',
    mendDomain:
      '用有 ICP 备案、证明过归属的域名和 HTTPS 提供网页，填到 PUBLIC_URL；IP 地址和本机名不行，页面只能用一次性链接打开。',
    mend: '核对 WECOM_CORP_ID 和 WECOM_SECRET；60020 表示本机出口 IP 不在应用的“企业可信IP”里。',
    robot: '群机器人 {{name}} 可用',
    group: '群“{{name}}”有 {{count}} 人',
    groupToCome: '群“{{name}}”在发第一条消息时建立',
    channel: '发不进“{{name}}”（{{reason}}）',
    bot: '智能机器人 {{bot}} 已连接（{{since}} 起）',
    botTried: '企业微信接受智能机器人 {{bot}} 的连接；目前没有进程在运行',
    botConnecting: '智能机器人 {{bot}} 未连上',
    botConnectingMend: '持续如此时，检查本机能否访问 WECOM_BOT_URL，并查看日志。',
    botKicked: '智能机器人 {{bot}} 的连接被另一个程序占用',
    botKickedMend:
      '一个机器人只能有一个长连接：停掉用同一个 WECOM_BOT_ID 的另一个程序。在它停止之前，消息都在等待。',
    botRefused: '企业微信不接受智能机器人 {{bot}}',
    botRefusedMend: '核对 WECOM_BOT_ID 和 WECOM_BOT_SECRET，它们在机器人的“API模式”“使用长连接”一页。',
  },
  pictureInWords: '图片发不出来，内容如下',
  directory: {
    usage: '用法：npm run directory -- 文件.csv',
    notConfigured: '还没有配置企业微信，见 docs/operations.md。',
    isThere: '{{path}} 已经存在，请换一个文件名。',
    notWritten: '无法写入 {{path}}，请检查文件夹和权限。',
    written:
      '已把 {{count}} 名成员写入 {{path}}。填好角色，然后运行：npm run import -- people {{path}} --dry-run',
  },
} as const
