export const en = {
  'graph.label': 'Graph of {entities} entities and {relations} relations; the same is in the table below it',
  'graph.empty': 'Nothing to draw yet',
  'graph.emptyText': 'Ask a question, or select an entity: its surroundings are drawn here.',
  'graph.legend': 'Kinds of relation',
  'graph.more': 'Show 40 more',
  'graph.fit': 'Fit',
  'graph.bounded': 'The first {count} entities are drawn.',
  'graph.asText': 'The graph as text',
  'graph.from': 'From',
  'graph.relation': 'Relation',
  'graph.to': 'To',
  'graph.access': 'Access',
}

export const zh: Record<keyof typeof en, string> = {
  'graph.label': '包含 {entities} 个实体与 {relations} 个关系的图；下方表格内容相同',
  'graph.empty': '还没有可绘制的内容',
  'graph.emptyText': '请提问，或选择一个实体，其周边关系将绘制于此。',
  'graph.legend': '关系种类',
  'graph.more': '再显示 40 项',
  'graph.fit': '适应窗口',
  'graph.bounded': '仅绘制前 {count} 个实体。',
  'graph.asText': '图的文字版',
  'graph.from': '从',
  'graph.relation': '关系',
  'graph.to': '到',
  'graph.access': '通行',
}
