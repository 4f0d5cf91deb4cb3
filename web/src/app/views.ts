// The views of an answer, each a tab and loaded when it is first shown. A new one is a line here.

import type { ComponentType } from 'react'

import type { Tab } from '../address/address'
import { later } from '../design/later'

export interface ViewOfAnswer {
  id: Exclude<Tab, 'answer'>
  Component: ComponentType
}

export const VIEWS: ViewOfAnswer[] = [
  { id: 'graph', Component: later(() => import('../features/graph/GraphView')) },
  { id: 'map', Component: later(() => import('../features/map/MapView')) },
  { id: 'table', Component: later(() => import('../features/table/TableView')) },
  { id: 'timeline', Component: later(() => import('../features/timeline/TimelineView')) },
  { id: 'documents', Component: later(() => import('../features/documents/DocumentsView')) },
]
