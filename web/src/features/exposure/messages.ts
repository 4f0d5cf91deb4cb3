export const en = {
  'exposure.title': 'How much of the supply of {of} comes from {to}',
  'exposure.none': 'No figures tell how much comes from {to}',
  'exposure.noneText': 'Try another measure, or another commodity.',
  'exposure.direct': 'straight',
  'exposure.indirect': 'through others (an estimate)',
  'exposure.unnamed': 'from nobody who is named',
  'exposure.untraced': 'from suppliers whose own supply has no figures',
  'exposure.total': 'in all from {to}',
  'exposure.through': 'Through',
  'exposure.throughSays': '{share} of the supply, of which {exposure} from {to}',
  'exposure.missing': 'Whose figures are missing',
  'exposure.unknown': 'not stated',
}

export const zh: Record<keyof typeof en, string> = {
  'exposure.title': '{of}的供应有多少来自{to}',
  'exposure.none': '没有数字说明多少来自{to}',
  'exposure.noneText': '请换一种口径或商品。',
  'exposure.direct': '直接',
  'exposure.indirect': '经由他方（估计）',
  'exposure.unnamed': '来源未具名',
  'exposure.untraced': '供应方自身来源无数字',
  'exposure.total': '合计来自{to}',
  'exposure.through': '经由',
  'exposure.throughSays': '占供应的 {share}，其中 {exposure} 来自{to}',
  'exposure.missing': '缺少数字的供应方',
  'exposure.unknown': '未说明',
}
