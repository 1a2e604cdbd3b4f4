import type { JSX } from 'preact'
import { speak, type Translate } from '../../i18n/translate.ts'
import type { Visitor } from '../../services/links/sessions.ts'
import { exportFormats } from '../../services/reading/export-records.ts'
import type { RecordFilters } from '../../services/reading/find-page.ts'
import type { ChoiceFilter, Table } from '../../services/reading/list-table.ts'
import { controls } from '../form/names.ts'
import { renderPage } from './layout.tsx'

export interface TablePageContent {
  visitor: Visitor
  typeId: string
  table: Table
  filters: RecordFilters
}

export function renderTablePage({ visitor, typeId, table, filters }: TablePageContent): string {
  const { language } = visitor.actor
  const t = speak(language)
  const path = `/tables/${typeId}`
  const heads = [t('web.table.number'), t('web.table.state'), t('web.table.owner'), t('web.table.period')]
  return renderPage({
    title: table.title,
    language,
    visitor,
    at: typeId,
    children: (
      <>
        <div class="head">
          <h1>{table.title}</h1>
          {table.mayFile && (
            <a class="button primary" href={`/new/${typeId}`}>
              {t('web.table.file')}
            </a>
          )}
        </div>
        {renderFilters(path, table, filters, t)}
        {table.rows.length === 0 ? (
          <p class="card">{t('web.table.none')}</p>
        ) : (
          <table>
            <thead>
              <tr>
                {[...heads, ...table.columns].map((label) => (
                  <th scope="col">{label}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={`/records/${row.id}`}>{row.number}</a>
                  </th>
                  {[row.state, row.owner, row.period, ...row.cells].map((cell, index) => (
                    <td
                      data-label={[...heads, ...table.columns][index + 1]}
                      class={cell ? undefined : 'blank'}
                    >
                      <span class="clip">{cell}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div class="foot">
          <span>{t(table.hasMore ? 'web.table.countMore' : 'web.table.count', { count: table.total })}</span>
          {table.pages > 1 && renderPaging(path, table, filters, t)}
          {table.mayExport && table.total > 0 && renderExports(path, visitor, filters, t)}
        </div>
      </>
    ),
  })
}

function renderFilters(path: string, table: Table, filters: RecordFilters, t: Translate): JSX.Element | null {
  const offered = Object.entries(table.filters) as [ChoiceFilter, { value: string; label: string }[]][]
  if (offered.length === 0 && !table.hasNames) return null
  const labels = {
    status: t('web.table.state'),
    period: t('web.table.period'),
    team: t('web.table.team'),
    owner: t('web.table.owner'),
  }
  return (
    <form method="get" action={path} class="filters">
      {table.hasNames && (
        <label class="wide">
          <span>{t('web.table.name')}</span>
          <input type="search" name="name" value={filters.name ?? ''} maxLength={100} />
        </label>
      )}
      {offered.map(([name, options]) => (
        <label>
          <span>{labels[name]}</span>
          <select name={name}>
            <option value="">{t('web.table.all')}</option>
            {options.map(({ value, label }) => (
              <option value={value} selected={filters[name] === value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit">{t('web.table.apply')}</button>
    </form>
  )
}

function renderPaging(
  path: string,
  { page, pages }: Table,
  filters: RecordFilters,
  t: Translate,
): JSX.Element {
  const href = (to: number) => `${path}?${new URLSearchParams({ ...filters, page: String(to) })}`
  return (
    <span class="paging">
      {page > 1 && (
        <a rel="prev" href={href(page - 1)}>
          {t('web.table.previous')}
        </a>
      )}
      <span>{t('web.table.page', { page, pages })}</span>
      {page < pages && (
        <a rel="next" href={href(page + 1)}>
          {t('web.table.next')}
        </a>
      )}
    </span>
  )
}

function renderExports(path: string, visitor: Visitor, filters: RecordFilters, t: Translate): JSX.Element {
  return (
    // Posted, not linked: an export is recorded, and another site must not be able to cause one.
    <form method="post" action={`${path}/export`} class="exports">
      <input type="hidden" name={controls.csrf} value={visitor.csrfToken} />
      {Object.entries(filters).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {exportFormats.map((format) => (
        <button type="submit" class="quiet" name="format" value={format}>
          {t(`web.table.${format}`)}
        </button>
      ))}
    </form>
  )
}
