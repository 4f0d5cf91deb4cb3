// The views of an answer, each a tab and loaded when it is first shown. A new one is a line here.

import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

import type { Tab } from '../address/address'

export interface ViewOfAnswer {
  id: Exclude<Tab, 'answer'>
  Component: LazyExoticComponent<ComponentType>
}

export const VIEWS: ViewOfAnswer[] = [
  { id: 'graph', Component: lazy(() => import('../features/graph/GraphView')) },
  { id: 'map', Component: lazy(() => import('../features/map/MapView')) },
  { id: 'table', Component: lazy(() => import('../features/table/TableView')) },
  { id: 'timeline', Component: lazy(() => import('../features/timeline/TimelineView')) },
  { id: 'documents', Component: lazy(() => import('../features/documents/DocumentsView')) },
]
