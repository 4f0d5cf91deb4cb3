export const en = {
  'chokepoints.title': 'What the supply of {name} hangs on',
  'chokepoints.none': 'The supply of {name} hangs on nothing in particular',
  'chokepoints.noneText': 'Nobody supplies it on this date, or every path has others beside it.',
  'chokepoints.whole': '{suppliers, plural, one {# supplier} other {# suppliers}} by {exact, select, true {} other {at most }}{paths, plural, one {# path} other {# paths}}',
  'chokepoints.paths': '{share} % of the paths',
  'chokepoints.lost': 'loses {count, plural, =0 {no supplier} one {# supplier} other {# suppliers}}',
  'chokepoints.essential': 'every path',
  'chokepoints.cut': 'The smallest set without which nothing is left',
  'chokepoints.cutMaybe': 'A set without which nothing is left',
  'chokepoints.figures': '{figure} ({metric}, {relations} of {of} relations with figures)',
  'chokepoints.without': 'Suppose it away',
}

export const zh: Record<keyof typeof en, string> = {
  'chokepoints.title': '{name}的供应系于何处',
  'chokepoints.none': '{name}的供应不系于任何单一环节',
  'chokepoints.noneText': '该日期无人供应，或每条路径都有替代。',
  'chokepoints.whole': '{suppliers} 个供应方，{exact, select, true {} other {至多 }}{paths} 条路径',
  'chokepoints.paths': '占路径的 {share} %',
  'chokepoints.lost': '失去 {count} 个供应方',
  'chokepoints.essential': '所有路径',
  'chokepoints.cut': '失去即断供的最小集合',
  'chokepoints.cutMaybe': '失去即断供的集合',
  'chokepoints.figures': '{figure}（{metric}，{of} 个有数字的关系中的 {relations} 个）',
  'chokepoints.without': '假设没有它',
}
