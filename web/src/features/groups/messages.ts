export const en = {
  'groups.none': 'No relation is known that this counts',
  'groups.noneText': 'Try another kind, another commodity, or a later date.',
  'groups.count': '{count, plural, one {# relation} other {# relations}}',
  'groups.open': 'Show these in the table',
  'groups.close': 'Show all in the table',
  'groups.more': 'and {count} more groups',
  'groups.nothing': 'no {by}',
  'groups.range': '{low} to {high}',
  'groups.of': '({count, plural, one {# figure} other {# figures}})',
  'groups.without': 'and {count} with bounds alone',
  'groups.chooseKind': 'Choose a kind of relation to see what the figures come to.',
  'groups.added': 'Figures of all periods are added. Those of totals such as the world are left out.',
}

export const zh: Record<keyof typeof en, string> = {
  'groups.none': '没有符合条件的关系',
  'groups.noneText': '请换一种关系、商品，或较晚的日期。',
  'groups.count': '{count} 条关系',
  'groups.open': '在表格中显示',
  'groups.close': '在表格中显示全部',
  'groups.more': '另有 {count} 组',
  'groups.nothing': '无{by}',
  'groups.range': '{low} 至 {high}',
  'groups.of': '（{count} 个数字）',
  'groups.without': '另有 {count} 个仅有上下限',
  'groups.chooseKind': '选择一种关系即可查看数字合计。',
  'groups.added': '各时期的数字相加，不含世界等总数的数字。',
}
