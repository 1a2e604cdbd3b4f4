// Makes forms quicker to fill in. Every page works without it: rows are then added and names found by the server.

for (const form of document.querySelectorAll('form.answers')) {
  for (const rows of form.querySelectorAll('[data-rows]')) liveRows(rows)
  for (const lookup of form.querySelectorAll('.lookup')) liveLookup(lookup)
  keepDraft(form)
  sendOnce(form)
}
void bringBack()
// On a telephone the tabs are wider than the screen.
document.querySelector('nav [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })

/** Adds and drops rows in place. A dropped row leaves a gap in the numbers, which the server does not mind. */
function liveRows(rows) {
  const template = rows.querySelector('template')
  const path = rows.dataset.rows
  let next = rows.querySelectorAll('[data-row]').length
  rows.addEventListener('click', (event) => {
    const button = event.target.closest('button[name="_rows"]')
    if (!button) return
    event.preventDefault()
    if (button.value === `add:${path}`) {
      const holder = document.createElement('div')
      holder.innerHTML = template.innerHTML.replaceAll('__row__', String(next++))
      const row = holder.firstElementChild
      template.before(row)
      for (const lookup of row.querySelectorAll('.lookup')) liveLookup(lookup)
      row.querySelector('input:not([type="hidden"]), textarea, select')?.focus()
    } else {
      button.closest('[data-row]').remove()
    }
    const present = [...rows.querySelectorAll('[data-row]')]
    for (const [index, row] of present.entries()) {
      const label = row.querySelector('[data-row-number]')
      label.textContent = label.textContent.replace(/\d+/, String(index + 1))
    }
    rows.querySelector('button[value^="add:"]').disabled = present.length >= Number(rows.dataset.max)
    rows.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

/** Offers what a typed name may mean; choosing fills in the id beside the name. */
function liveLookup(lookup) {
  const text = lookup.querySelector('input[type="text"]')
  const [id, was] = lookup.querySelectorAll('input[type="hidden"]')
  const list = document.createElement('ul')
  list.className = 'offers'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.id = `${text.id}:offers`
  lookup.append(list)
  text.setAttribute('role', 'combobox')
  text.setAttribute('aria-controls', list.id)
  text.setAttribute('aria-autocomplete', 'list')
  let at = -1
  let timer
  let asked = 0

  const show = (isOpen) => {
    list.hidden = !isOpen
    text.setAttribute('aria-expanded', String(isOpen))
  }
  const mark = (to) => {
    at = to
    for (const [index, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(index === at))
      if (index === at) text.setAttribute('aria-activedescendant', item.id)
    }
  }
  const choose = (item) => {
    text.value = was.value = item.textContent
    id.value = item.dataset.value
    lookup.querySelector('.candidates')?.remove()
    show(false)
    text.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const ask = async () => {
    const turn = ++asked
    const url = `/search/${encodeURIComponent(lookup.dataset.of)}?q=${encodeURIComponent(text.value)}`
    const response = await fetch(url).catch(() => undefined)
    // Without an answer the text stays, and the server finds the name when the form is sent.
    const options = response?.ok ? await response.json() : []
    if (turn !== asked) return
    list.replaceChildren(
      ...options.map(({ value, label }, index) => {
        const item = document.createElement('li')
        item.textContent = label
        item.dataset.value = value
        item.id = `${list.id}:${index}`
        item.setAttribute('role', 'option')
        return item
      }),
    )
    mark(-1)
    show(options.length > 0)
  }
  text.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, 200)
  })
  text.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return
    const last = list.children.length - 1
    if (event.key === 'ArrowDown') mark(at >= last ? 0 : at + 1)
    else if (event.key === 'ArrowUp') mark(at <= 0 ? last : at - 1)
    else if (event.key === 'Enter' && at >= 0) choose(list.children[at])
    else if (event.key === 'Escape') show(false)
    else return
    event.preventDefault()
  })
  // Before the field loses the focus and the list closes.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault()
    const item = event.target.closest('li')
    if (item) choose(item)
  })
  text.addEventListener('blur', () => show(false))
}

/** What the form would send, without sealed answers: those never leave the page by a script. */
function readBody(form) {
  const body = new URLSearchParams(new FormData(form))
  for (const input of form.querySelectorAll('[data-secret]')) body.delete(input.name)
  return body
}

/** Keeps what was typed so far, a moment after the last key. */
function keepDraft(form) {
  const state = form.querySelector('.draft-state')
  let timer
  let sending
  const keep = async () => {
    sending = new AbortController()
    const response = await fetch(form.dataset.draft, {
      method: 'POST',
      body: readBody(form),
      signal: sending.signal,
    }).catch(() => undefined)
    if (response?.status === 401) return offerLogin(form, state)
    state.textContent = response?.ok ? state.dataset.kept : state.dataset.lost
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, 1500)
  }
  form.addEventListener('input', later)
  form.addEventListener('change', later)
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    sending?.abort()
    hold(form)
  })
}

/** The session has run out while somebody typed. */
function offerLogin(form, state) {
  hold(form)
  const link = document.createElement('a')
  link.href = `/login?to=${encodeURIComponent(form.dataset.page)}`
  link.textContent = state.dataset.gone
  state.replaceChildren(link)
}

/** Kept in this tab until it is saved or has become a draft: a login may come in between. */
function hold(form) {
  sessionStorage.setItem('held', JSON.stringify({ page: form.dataset.page, body: String(readBody(form)) }))
}

/**
 * Makes a draft of what was held, and shows it. The form's token says that it is the same person's. A form that was
 * refused stands there with all that was typed; any page behind it means that it was saved or given up.
 */
async function bringBack() {
  const held = JSON.parse(sessionStorage.getItem('held') ?? 'null')
  if (!held || document.querySelector('[data-hold]')) return
  sessionStorage.removeItem('held')
  const form = document.querySelector('form.answers')
  if (!form) return
  const state = form.querySelector('.draft-state')
  if (held.isBack) {
    state.textContent = state.dataset.back
    return
  }
  const body = new URLSearchParams(held.body)
  const isHere = location.pathname !== form.getAttribute('action') && held.page === form.dataset.page
  if (!isHere || body.get('_csrf') !== form.elements._csrf.value) return
  const response = await fetch(form.dataset.draft, { method: 'POST', body }).catch(() => undefined)
  if (!response?.ok) return
  sessionStorage.setItem('held', JSON.stringify({ isBack: true }))
  location.reload()
}

/** A second tap sends nothing: the first is on its way. Coming back by the browser's arrow, it may be sent again. */
function sendOnce(form) {
  let isSent = false
  form.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault()
    isSent = true
  })
  window.addEventListener('pageshow', () => {
    isSent = false
  })
}
