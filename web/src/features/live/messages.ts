export const en = {
  'live.claims': '{count, plural, one {# new claim} other {# new claims}}',
  'live.retracted': '{count, plural, one {# claim retracted} other {# claims retracted}}',
  'live.documents': '{count, plural, one {# document} other {# documents}}',
  'live.entities': '{count, plural, one {# entity} other {# entities}}',
  'live.comma': ', ',
  'live.take': 'Show it',
  'live.lost': 'Connection lost, trying again',
  'live.notFollowed': 'What is new is not told',
}

export const zh: Record<keyof typeof en, string> = {
  'live.claims': '{count} 条新陈述',
  'live.retracted': '撤回 {count} 条陈述',
  'live.documents': '{count} 份文件',
  'live.entities': '{count} 个实体',
  'live.comma': '，',
  'live.take': '显示',
  'live.lost': '连接已断开，正在重试',
  'live.notFollowed': '新内容不会提示',
}
