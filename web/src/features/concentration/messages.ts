export const en = {
  'concentration.title': 'Concentration of the supply of {name}',
  'concentration.none': 'No figures say who supplies {name}, by this measure',
  'concentration.noneText': 'Try another measure, or another commodity.',
  'concentration.source': 'By the figures of {source}',
  'concentration.said': 'as said by {names}',
  'concentration.hhi': 'Herfindahl-Hirschman index',
  'concentration.hhiScale': '10,000 is a single supplier',
  'concentration.range': '{low} to {high}',
  'concentration.makes80': 'suppliers that make 80 % of it',
  'concentration.between': '{least} to {most}',
  'concentration.coverage': 'covered by named suppliers',
  'concentration.more': 'and {count} more',
}

export const zh: Record<keyof typeof en, string> = {
  'concentration.title': '{name}的供应集中度',
  'concentration.none': '没有按此口径说明{name}供应方的数字',
  'concentration.noneText': '请换一种口径或商品。',
  'concentration.source': '依据{source}的数字',
  'concentration.said': '据{names}',
  'concentration.hhi': '赫芬达尔—赫希曼指数',
  'concentration.hhiScale': '10,000 即只有一个供应方',
  'concentration.range': '{low} 至 {high}',
  'concentration.makes80': '合占 80 % 的供应方数',
  'concentration.between': '{least} 至 {most}',
  'concentration.coverage': '具名供应方合占',
  'concentration.more': '另有 {count} 项',
}
