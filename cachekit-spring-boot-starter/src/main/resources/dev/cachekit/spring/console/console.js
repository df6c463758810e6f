'use strict';
(() => {
  const EVERY_MILLIS = 2000;
  const PATIENCE_MILLIS = 5000;
  const KEPT = 91; // three minutes
  const WINDOW = 5; // rates are those of about the last ten seconds

  const byId = (id) => document.getElementById(id);
  const page = location.pathname.replace(/\/+$/, '');

  // A page that frames this one could make an operator press its buttons unseen.
  if (window.top !== window.self) {
    document.body.replaceChildren(Object.assign(document.createElement('p'), {
      className: 'banner', textContent: 'The console does not run inside another page.',
    }));
    return;
  }

  /* ---- elements: text goes in as text, never as markup ---- */

  function el(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === 'class') {
        element.className = value;
      } else if (key.startsWith('on')) {
        element.addEventListener(key.slice(2), value);
      } else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(key, value === true ? '' : value);
      }
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function svg(name, attributes, ...children) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  /** Gives an element other content; what stays the same is left alone, so that a selection and the focus stay where they are. */
  function draw(parent, ...children) {
    const wanted = children.filter((child) => child !== null && child !== '')
      .map((child) => (child instanceof Node ? child : document.createTextNode(child)));
    wanted.forEach((child, index) => {
      const shown = parent.childNodes[index];
      if (!shown) {
        parent.append(child);
      } else if (shown.nodeName !== child.nodeName) {
        shown.replaceWith(child);
      } else {
        become(shown, child);
      }
    });
    while (parent.childNodes.length > wanted.length) {
      parent.lastChild.remove();
    }
  }

  /** Makes a node look like another of its kind. Listeners do not go over: those stand further out. */
  function become(shown, wanted) {
    if (shown.nodeType === Node.TEXT_NODE) {
      if (shown.data !== wanted.data) {
        shown.data = wanted.data;
      }
      return;
    }
    for (const { name } of [...shown.attributes]) {
      if (!wanted.hasAttribute(name)) {
        shown.removeAttribute(name);
      }
    }
    for (const { name, value } of wanted.attributes) {
      if (shown.getAttribute(name) !== value) {
        shown.setAttribute(name, value);
      }
    }
    draw(shown, ...wanted.childNodes);
  }

  function setText(element, text) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  /* ---- numbers ---- */

  const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

  function count(n) {
    if (n < 10000) {
      return n > 0 && n < 10 && n % 1 ? n.toFixed(1) : whole.format(n);
    }
    const [size, unit] = n < 1e6 ? [1e3, 'k'] : n < 1e9 ? [1e6, 'M'] : [1e9, 'G'];
    return (n / size).toFixed(n / size < 100 ? 1 : 0) + ' ' + unit;
  }

  function percent(share) {
    if (share === null) {
      return '–';
    }
    const shown = share >= 0.9995 || share < 0.0005 ? (share * 100).toFixed(0) : (share * 100).toFixed(1);
    return (share < 1 && shown === '100' ? '99.9+' : shown) + '\u00a0%';
  }

  function duration(micros) {
    if (micros < 1000) {
      return Math.round(micros) + ' µs';
    }
    const millis = micros / 1000;
    if (millis < 1000) {
      return (millis < 10 ? millis.toFixed(1) : Math.round(millis)) + ' ms';
    }
    const seconds = millis / 1000;
    if (seconds < 120) {
      return (seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)) + ' s';
    }
    const minutes = seconds / 60;
    return minutes < 120 ? Math.round(minutes) + ' min'
      : minutes < 2880 ? (minutes / 60).toFixed(1) + ' h' : (minutes / 1440).toFixed(1) + ' d';
  }

  function bytes(n) {
    const units = ['B', 'KB', 'MB', 'GB', 'TB'];
    let unit = 0;
    while (n >= 1024 && unit < units.length - 1) {
      n /= 1024;
      unit++;
    }
    return (n >= 100 || unit === 0 ? n.toFixed(0) : n.toFixed(1)) + ' ' + units[unit];
  }

  const clockTime = (millis) => new Date(millis).toLocaleTimeString('en-GB');
  const sum = (counts) => Object.values(counts).reduce((all, one) => all + one, 0);
  const percentilePair = (p) => (p.count ? duration(p.p50Micros) + ' / ' + duration(p.p99Micros) : '–');

  /* ---- what was seen: figures are differences of counts ---- */

  const seen = [];

  function remember(snapshot) {
    const last = seen[seen.length - 1];
    if (last && (last.node.startedAt !== snapshot.node.startedAt || last.node.name !== snapshot.node.name)) {
      seen.length = 0; // another process, other counts
    }
    seen.push(snapshot);
    if (seen.length > KEPT) {
      seen.shift();
    }
  }

  const cacheNamed = (snapshot, name) => snapshot.caches.find((cache) => cache.name === name);
  const reads = (cache) => cache.stats.hits + cache.stats.misses;

  function totals(snapshot) {
    const all = { hits: 0, misses: 0, savedMicros: 0 };
    for (const { stats } of snapshot.caches) {
      all.hits += stats.hits;
      all.misses += stats.misses;
      all.savedMicros += stats.hits * meanLoad(stats);
    }
    return all;
  }

  const meanLoad = ({ loads, loadFailures, loadMicros }) => (loads + loadFailures ? loadMicros / (loads + loadFailures) : 0);

  /** What the hits before the snapshot at an index saved, by what loads take, per second. */
  function savedPerSecond(index) {
    const from = seen[Math.max(0, index - WINDOW)];
    const to = seen[index];
    const seconds = (to.node.at - from.node.at) / 1000;
    const saved = to.caches.reduce((micros, { name, stats }) =>
      micros + (stats.hits - (cacheNamed(from, name)?.stats.hits ?? 0)) * meanLoad(stats), 0);
    return seconds > 0 ? saved / seconds : null;
  }

  /** Growth of a count per second, up to the snapshot at an index; null while nothing is known. */
  function rate(index, figure) {
    const from = seen[Math.max(0, index - WINDOW)];
    const to = seen[index];
    const seconds = (to.node.at - from.node.at) / 1000;
    return seconds > 0 ? Math.max(0, (figure(to) - figure(from)) / seconds) : null;
  }

  /** Hits of all reads up to the snapshot at an index; null if there were none. */
  function ratio(index, hits, all) {
    const from = seen[Math.max(0, index - WINDOW)];
    const to = seen[index];
    const grown = all(to) - all(from);
    return grown > 0 ? (hits(to) - hits(from)) / grown : null;
  }

  const series = (figure) => seen.map((snapshot, index) => figure(index) ?? null);
  const newest = () => seen.length - 1;

  /** A graph from zero up; who does not see it is told its bounds and its end. */
  function sparkline(what, values, said, ceiling) {
    const known = values.filter((value) => value !== null);
    const label = what + ' in the last three minutes: ' + (known.length
      ? 'lowest ' + said(Math.min(...known)) + ', highest ' + said(Math.max(...known)) + ', now ' + said(known[known.length - 1]) : 'nothing yet');
    const graph = svg('svg', {
      class: 'spark', viewBox: '0 0 ' + (KEPT - 1) + ' 24', preserveAspectRatio: 'none', role: 'img', 'aria-label': label,
    });
    if (known.length < 2) {
      return graph;
    }
    const top = ceiling ?? Math.max(...known, 1e-9);
    const start = KEPT - values.length;
    const points = [];
    values.forEach((value, index) => {
      if (value !== null) {
        points.push([start + index, 22 - 20 * Math.min(1, value / top)]);
      }
    });
    const line = points.map(([x, y]) => x + ' ' + y.toFixed(2)).join('L');
    graph.append(
      svg('path', { class: 'area', d: 'M' + points[0][0] + ' 24L' + line + 'L' + points[points.length - 1][0] + ' 24Z' }),
      svg('path', { class: 'line', d: 'M' + line }));
    return graph;
  }

  /* ---- tiles ---- */

  const tiles = {};

  function tile(id, label) {
    const value = el('p', { class: 'value', id: 'tile-' + id }, '–');
    const note = el('p', { class: 'note', id: 'tile-' + id + '-note' });
    const graph = el('div', { class: 'graph' });
    byId('tiles').append(el('article', { class: 'tile' }, el('h2', {}, label), value, note, graph));
    tiles[id] = (text, small, said, spark) => {
      const parts = [text, ...(small ? [el('small', {}, ' ' + small)] : [])];
      draw(value, ...parts);
      setText(note, said);
      draw(graph, spark);
    };
  }

  tile('ratio', 'Hit ratio');
  tile('calls', 'Reads');
  tile('saved', 'Loads saved');
  tile('time', 'Time saved');
  byId('tile-time').title = 'hits × mean time of a load';
  tile('latency', 'Redis, p50 / p99');
  tile('memory', 'Memory');

  function showTiles(snapshot) {
    const now = totals(snapshot);
    const hits = (one) => totals(one).hits;
    const all = (one) => totals(one).hits + totals(one).misses;
    const live = ratio(newest(), hits, all);
    const overall = all(snapshot) ? now.hits / all(snapshot) : null;
    tiles.ratio(percent(live ?? overall), '', 'overall ' + percent(overall),
      sparkline('Hit ratio', series((index) => ratio(index, hits, all)), percent, 1));
    const calls = series((index) => rate(index, all));
    tiles.calls(count(calls[newest()] ?? 0), '/ s', count(all(snapshot)) + ' overall', sparkline('Reads per second', calls, count));
    const saved = series((index) => rate(index, hits));
    byId('tile-saved').title = whole.format(now.hits);
    tiles.saved(count(now.hits), '', count(saved[newest()] ?? 0) + ' / s now', sparkline('Loads saved per second', saved, count));
    const time = series(savedPerSecond);
    tiles.time(duration(now.savedMicros), '', duration(time[newest()] ?? 0) + ' a second now', sparkline('Time saved per second', time, duration));
    const { requests } = snapshot.store;
    tiles.latency(requests.count ? duration(requests.p50Micros) : '–', requests.count ? '/\u00a0' + duration(requests.p99Micros) : '',
      requests.count ? count(requests.count) + ' / min' : 'no request in the last minute',
      sparkline('99th percentile', series((index) => (seen[index].store.requests.count ? seen[index].store.requests.p99Micros : null)), duration));
    showMemory(snapshot);
  }

  function showMemory({ store, node, caches }) {
    const kept = caches.reduce((sizes, cache) => sizes + cache.nearSize, 0);
    const near = count(kept) + ' kept here';
    if (store.usedMemory) {
      tiles.memory(bytes(store.usedMemory), store.maxMemory ? 'of ' + bytes(store.maxMemory) : '', 'Redis; ' + near,
        sparkline('Memory of Redis', series((index) => seen[index].store.usedMemory), bytes));
    } else if (!store.answers) {
      tiles.memory('–', '', near, sparkline('Memory of Redis', series((index) => seen[index].store.usedMemory), bytes));
    } else {
      tiles.memory(bytes(node.heapUsed), '', 'heap; ' + near,
        sparkline('Heap', series((index) => seen[index].node.heapUsed), bytes));
    }
  }

  /* ---- tables: rows are kept, so that focus stays where it is ---- */

  function fill(tableId, items, columns, headOf, contentsOf, action) {
    const table = byId(tableId);
    const body = table.tBodies[0];
    const rows = new Map([...body.rows].map((row) => [row.dataset.name, row]));
    const labels = [...table.tHead.rows[0].cells].map((cell) => cell.firstChild.textContent.trim());
    items.forEach((item, index) => {
      let row = rows.get(item.name);
      if (!row) {
        row = el('tr', { role: 'row', 'data-name': item.name }, el('th', { role: 'rowheader', scope: 'row' }));
        columns.forEach((kind, at) => row.append(el('td', { role: 'cell', class: kind, 'data-label': labels[at + 1] })));
        if (action) {
          row.append(action(item));
        }
      }
      rows.delete(item.name);
      if (body.rows[index] !== row) {
        body.insertBefore(row, body.rows[index] ?? null);
      }
      const [name, sub] = headOf(item);
      draw(row.cells[0], name, el('span', { class: 'sub' }, sub));
      contentsOf(item).forEach((content, at) => draw(row.cells[at + 1], content));
    });
    rows.forEach((row) => row.remove());
    byId(tableId + '-empty').hidden = items.length > 0;
    table.hidden = items.length === 0;
  }

  const ANSWERED = { near: 'here', store: 'by the store', miss: 'by nobody' };

  /** Who answered. */
  function bar(parts) {
    const all = parts.reduce((widths, [, n]) => widths + n, 0);
    const graph = svg('svg', { class: 'bar', viewBox: '0 0 1000 10', preserveAspectRatio: 'none', role: 'img' });
    let at = 0;
    for (const [kind, n] of parts) {
      const width = all ? (1000 * n) / all : 0;
      graph.append(svg('rect', { class: kind, x: at, y: 0, width, height: 10 }));
      at += width;
    }
    graph.setAttribute('aria-label', 'answered ' + parts.map(([kind, n]) => ANSWERED[kind] + ' ' + percent(all ? n / all : 0)).join(', '));
    return graph;
  }

  /** The share is told beside it. */
  function share(part) {
    const graph = svg('svg', { class: 'bar', viewBox: '0 0 1000 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
    graph.append(svg('rect', { class: 'near', x: 0, y: 0, width: 1000 * part, height: 10 }));
    return graph;
  }

  function noteList(said) {
    return said.length ? el('ul', { class: 'notes' }, ...said.map((text) => el('li', {}, text))) : '';
  }

  const countsText = (counts, what) => (sum(counts) ? [count(sum(counts)) + ' ' + what + ': ' + Object.keys(counts).join(', ')] : []);

  function cacheNotes(cache) {
    return [
      ...countsText(cache.stale, 'stale served'),
      ...countsText(cache.fillsRefused, 'fills refused'),
      ...(sum(cache.storeFailures) ? [count(sum(cache.storeFailures)) + ' without the store'] : []),
      ...(cache.stats.loadFailures ? [count(cache.stats.loadFailures) + ' loads failed'] : []),
      ...(cache.stats.corrupt ? [count(cache.stats.corrupt) + ' unreadable'] : []),
      ...(cache.shared ? ['too many caches: its loads are not timed'] : []),
    ];
  }

  function showCaches(snapshot) {
    fill('caches', snapshot.caches, ['', 'num', 'num', '', 'num', 'num', ''],
      (cache) => [cache.name, shortType(cache.type) + ', ttl ' + cache.ttl],
      (cache) => {
        const { stats } = cache;
        const hits = (one) => cacheNamed(one, cache.name)?.stats.hits ?? 0;
        const all = (one) => { const found = cacheNamed(one, cache.name); return found ? reads(found) : 0; };
        const rates = series((index) => rate(index, all));
        const overall = reads(cache) ? stats.hits / reads(cache) : null;
        return [
          bar([['near', stats.nearHits], ['store', stats.hits - stats.nearHits], ['miss', stats.misses]]),
          percent(ratio(newest(), hits, all) ?? overall),
          count(rates[newest()] ?? 0),
          sparkline('Reads per second', rates, count),
          percentilePair(cache.loads),
          cache.near ? count(cache.nearSize) : '–',
          noteList(cacheNotes(cache)),
        ];
      },
      (cache) => el('td', { role: 'cell' }, actions(cache)));
  }

  const shortType = (type) => type.replace(/(?:[a-z_]\w*\.)+(?=[A-Z])/g, '');

  function actions(cache) {
    const explain = el('button', { type: 'button', onclick: () => openKeys(cache.name), 'aria-label': 'Keys of ' + cache.name }, 'Keys');
    const clear = el('button', { type: 'button', class: 'danger clear', onclick: () => clearCache(cache.name), 'aria-label': 'Clear ' + cache.name }, 'Clear …');
    return el('div', { class: 'buttons' }, explain, clear);
  }

  function showLimiters(snapshot) {
    const named = (one, name) => one.limiters.find((limiter) => limiter.name === name);
    fill('limiters', snapshot.limiters, ['', 'num', '', 'num', 'num', 'num', 'num', ''],
      (limiter) => [limiter.name, ''],
      (limiter) => {
        const rates = series((index) => rate(index, (one) => named(one, limiter.name)?.granted ?? 0));
        return [
          limiter.bands.join(', ') || '–',
          count(rates[newest()] ?? 0),
          sparkline('Granted per second', rates, count),
          count(limiter.granted),
          count(sum(limiter.refused)),
          count(limiter.shadowed),
          percentilePair(limiter.waits),
          noteList([
            ...(limiter.refused.remembered ? [count(limiter.refused.remembered) + ' refused without asking'] : []),
            ...(limiter.storeFailures ? [count(limiter.storeFailures) + ' decided without the store'] : []),
          ]),
        ];
      });
  }

  function showLocks(snapshot) {
    const named = (one, name) => one.locks.find((lock) => lock.name === name);
    fill('locks', snapshot.locks, ['num', '', 'num', 'num', 'num', 'num', ''],
      (lock) => [lock.name, ''],
      (lock) => {
        const rates = series((index) => rate(index, (one) => named(one, lock.name)?.acquired ?? 0));
        return [
          count(rates[newest()] ?? 0),
          sparkline('Taken per second', rates, count),
          count(lock.acquired),
          count(lock.busy),
          percentilePair(lock.waits),
          percentilePair(lock.holds),
          noteList([
            ...(lock.lost ? [count(lock.lost) + ' lost while held'] : []),
            ...(lock.failures ? [count(lock.failures) + ' without the store'] : []),
          ]),
        ];
      });
  }

  /* ---- keys ---- */

  function showKeys(snapshot) {
    const select = byId('explain-cache');
    const names = snapshot.caches.map((cache) => cache.name);
    if (names.join('\n') !== [...select.options].map((option) => option.value).join('\n')) {
      const chosen = select.value;
      select.replaceChildren(...names.map((name) => el('option', { value: name }, name)));
      select.value = names.includes(chosen) ? chosen : names[0] ?? '';
    }
    const cut = [...snapshot.hotKeys, ...snapshot.removals].some((key) => snapshot.keysShown && key.what !== '' && !key.whole);
    setText(byId('hot-note'), 'Shares of the reads of the last minutes, estimated from samples.'
      + (snapshot.keysShown ? '' : ' Keys are hidden behind digests; cachekit.actuator.show-keys shows them.')
      + (cut ? ' A key with … is cut: too long to be explained from here.' : ''));
    drawList('hot', snapshot.hotKeys.map((hot) => el('li', {},
      el('span', {}, hot.cache + ' ', keyText(hot, hot.key, hot.key)), el('span', {}, percent(hot.share)),
      share(hot.share))), 'No key was read often enough yet.');
    drawList('removals', snapshot.removals.map((removal) => el('li', {},
      el('time', { datetime: new Date(removal.at).toISOString() }, clockTime(removal.at)),
      el('span', {}, removal.cache + ' ', keyText(removal, removal.kind === 'key' ? removal.what : '', removalText(removal)),
        removal.queued ? ' ' : null,
        removal.queued ? el('span', { class: 'waits', title: 'The store had not acknowledged it in time; it is sent until it does.' }, 'queued') : null))), 'None yet.');
  }

  /** Waits while one of its keys has the focus, which would be on another one then. */
  function drawList(id, items, empty) {
    const list = byId(id);
    if (!list.contains(document.activeElement)) {
      draw(list, ...(items.length ? items : [el('li', { class: 'muted' }, empty)]));
    }
  }

  /** A text that explains its key, if the whole key is known. */
  function keyText({ cache, whole }, key, text) {
    return whole && key && operation('cachekit', 'GET')
      ? el('button', { type: 'button', class: 'text', 'data-cache': cache, 'data-key': key, title: 'Explain' }, text)
      : el('span', { class: 'text' }, text);
  }

  for (const list of ['hot', 'removals']) {
    byId(list).addEventListener('click', ({ target }) => {
      const chosen = target.closest('button[data-key]');
      if (chosen) {
        byId('explain-cache').value = chosen.dataset.cache;
        byId('explain-key').value = chosen.dataset.key;
        byId('explain-key').focus();
        explain();
      }
    });
  }

  function removalText({ kind, count: n, what }) {
    if (kind === 'all') {
      return 'cleared';
    }
    return (kind === 'key' ? '' : kind + ' ') + what + (n > 1 ? ' and ' + (n - 1) + ' more' : '');
  }

  function openKeys(cache) {
    selectTab(byId('tab-keys'));
    byId('explain-cache').value = cache;
    byId('explain-key').focus();
  }

  /* ---- node ---- */

  function facts(list, pairs) {
    const shown = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
    draw(byId(list), ...shown.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
  }

  function showNode({ node, store, findings }) {
    facts('node', [
      ['Application', node.app],
      ['Process', node.name],
      ['Counts since', new Date(node.startedAt).toLocaleString('en-GB')],
      ['Heap', bytes(node.heapUsed) + (node.heapMax > 0 ? ' of ' + bytes(node.heapMax) : '')],
      ['Near caches', node.nearBlindMillis > 0 ? 'blind for ' + duration(node.nearBlindMillis * 1000) + ': what they keep is not served' : 'vouched for'],
      ['Pending removals', node.pendingRemovals ? count(node.pendingRemovals) + ', the oldest for ' + duration(node.pendingMillis * 1000) : 'none'],
    ]);
    facts('store', [
      ['Backend', store.backend],
      ['Answers', store.answers ? 'yes' : 'no'],
      ['Version', store.version],
      ['Memory', !store.usedMemory ? null : bytes(store.usedMemory) + (store.maxMemory ? ' of ' + bytes(store.maxMemory) : ', no limit')],
      ['Requests', store.requests.count ? percentilePair(store.requests) + ', longest ' + duration(store.requests.maxMicros) : 'none in the last minute'],
      ...Object.entries(store.breakers).map(([primary, state]) => ['Breaker of ' + primary, breakerText(state)]),
    ]);
    const found = findings.map((finding) => el('li', { 'data-severity': finding.severity },
      el('strong', {}, finding.where), el('span', { class: 'muted' }, finding.text)));
    draw(byId('findings'), ...(found.length ? found : [el('li', {}, 'Nothing.')]));
  }

  const breakerText = (state) => ({ CLOSED: 'closed: requests pass', OPEN: 'open: left alone for a while', HALF_OPEN: 'half open: one request tries' })[state] ?? state;

  /* ---- state ---- */

  function trouble({ store, node }) {
    const open = Object.values(store.breakers).filter((state) => state !== 'CLOSED').length;
    if (!store.answers) {
      return 'The store does not answer. Calls go on without it; removals wait until it is back.';
    }
    if (open) {
      return 'The store is being left alone after failures. Calls go on without it.';
    }
    return node.pendingRemovals ? count(node.pendingRemovals) + ' removals wait for the store.' : '';
  }

  function showState(level, text, banner) {
    byId('state').dataset.level = level;
    setText(byId('state-text'), text);
    const box = byId('banner');
    box.dataset.level = level;
    setText(box, banner);
    box.hidden = !banner;
  }

  function show(snapshot) {
    remember(snapshot);
    const said = trouble(snapshot);
    showState(said ? 'degraded' : 'up', (said ? 'Degraded' : 'Up') + ' · ' + snapshot.store.backend, said);
    setText(byId('where'), snapshot.node.app + ' · ' + snapshot.node.name);
    setText(byId('fresh'), 'as of ' + clockTime(snapshot.node.at));
    document.title = snapshot.node.app + ' · CacheKit console';
    showTiles(snapshot);
    showCaches(snapshot);
    showKeys(snapshot);
    showLimiters(snapshot);
    showLocks(snapshot);
    showNode(snapshot);
    showPermitted(snapshot);
  }

  /* ---- what may be asked: the actuator decides ---- */

  /** The address of an operation that takes all it needs as parameters; null if there is none. */
  function operation(endpoint, method) {
    const lines = seen[newest()]?.operations.map((line) => line.split(' ')) ?? [];
    const named = (id, verb) => lines.find(([of, by, path]) => of === id && by === verb && !path.includes('{'))?.[2];
    const own = named('cachekitconsole', 'GET');
    const wanted = named(endpoint, method);
    return own && wanted ? page.slice(0, page.length - own.length) + wanted : null;
  }

  /** Names and keys stand behind the question mark: servers and firewalls refuse paths with some of what they may hold. */
  const keyOf = (cache, key) => '?' + new URLSearchParams({ cache, key });

  function showPermitted() {
    const explain = operation('cachekit', 'GET') !== null;
    byId('explain-form').hidden = !explain;
    byId('explain-off').hidden = explain;
    byId('invalidate-button').hidden = operation('cachekit', 'DELETE') === null;
    const clear = operation('cachekit', 'POST') !== null;
    document.querySelectorAll('button.clear').forEach((button) => { button.hidden = !clear; });
  }

  /* ---- requests ---- */

  async function fetched(url, options) {
    try {
      return await fetch(url, options);
    } catch (failure) {
      throw new Error(failure.name === 'TimeoutError' ? 'no answer within ' + PATIENCE_MILLIS / 1000 + ' s' : 'no connection');
    }
  }

  async function ask(url, options) {
    const response = await fetched(url, {
      credentials: 'same-origin', cache: 'no-store', redirect: 'manual',
      // The second: Spring Security then neither has the browser ask for a password nor takes this for the page to come back to.
      headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', ...options?.headers },
      signal: AbortSignal.timeout(PATIENCE_MILLIS), method: options?.method ?? 'GET', body: options?.body,
    });
    if (response.type === 'opaqueredirect' || response.status === 401) {
      throw new Error('it asks for a login; load this page again');
    }
    if (!response.ok) {
      throw new Error(response.status === 403 ? 'not allowed (HTTP 403)'
        : response.status === 404 ? 'nothing there (HTTP 404)' : 'HTTP ' + response.status);
    }
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  }

  /** A change: JSON, which no form of another site can send; with the token of Spring Security if there is one. */
  function change(url, method, body) {
    const token = document.cookie.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
    return ask(url, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token ? { 'X-XSRF-TOKEN': decodeURIComponent(token.slice('XSRF-TOKEN='.length)) } : {}),
      },
      body: JSON.stringify(body ?? {}),
    });
  }

  /* ---- polling: while somebody looks ---- */

  let timer = null;
  let asking = false;

  async function poll() {
    timer = null;
    if (document.visibilityState !== 'visible' || asking) {
      return;
    }
    asking = true;
    const begun = performance.now();
    try {
      const snapshot = await ask(page + '/snapshot');
      asking = false;
      show(snapshot);
    } catch (failure) {
      if (failure.name !== 'Error') {
        console.error(failure); // a mistake of this page
      }
      showState('lost', 'No answer', 'The application gives no figures: ' + failure.message + '. Trying again every 2 s.');
    } finally {
      asking = false;
      schedule(Math.max(0, EVERY_MILLIS - (performance.now() - begun)));
    }
  }

  function schedule(millis) {
    clearTimeout(timer);
    timer = document.visibilityState === 'visible' ? setTimeout(poll, millis) : null;
  }

  document.addEventListener('visibilitychange', () => schedule(0));

  /* ---- tabs ---- */

  const tabs = [...document.querySelectorAll('[role="tab"]')];

  function selectTab(chosen) {
    tabs.forEach((tab) => {
      const selected = tab === chosen;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
      byId(tab.getAttribute('aria-controls')).hidden = !selected;
    });
    try {
      history.replaceState(null, '', '#' + chosen.id.slice('tab-'.length));
    } catch (refused) { /* the address is only a convenience */ }
  }

  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => selectTab(tab));
    tab.addEventListener('keydown', (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        selectTab(tabs[to % tabs.length]);
        tabs[to % tabs.length].focus();
      }
    });
  });
  const wanted = tabs.find((tab) => '#' + tab.id.slice('tab-'.length) === location.hash);
  if (wanted) {
    selectTab(wanted);
  }

  /* ---- dialog and toast ---- */

  let confirmed = null;

  function confirmThen(title, text, verb, action) {
    setText(byId('confirm-title'), title);
    setText(byId('confirm-text'), text);
    setText(byId('confirm-yes'), verb);
    confirmed = action;
    byId('confirm').showModal();
    byId('confirm-no').focus();
  }

  byId('confirm-no').addEventListener('click', () => byId('confirm').close());
  byId('confirm-yes').addEventListener('click', () => {
    byId('confirm').close();
    confirmed();
  });

  let toastTimer = null;

  function toast(text) {
    setText(byId('toast'), text);
    byId('toast').hidden = false;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => { byId('toast').hidden = true; }, 6000);
  }

  /* ---- explain, invalidate, clear ---- */

  const LABELS = {
    state: 'State', tier: 'Tier', reason: 'Reason', age: 'Age', ttl: 'Expires in', softExpiry: 'Fresh for',
    nearTtl: 'Kept here for', token: 'Token', tags: 'Tags', payloadBytes: 'Size', redisKey: 'Key in Redis', lastRemoval: 'Last removal',
  };
  const TOLD_ABOVE = ['cache', 'key', 'wouldBeServed', 'why'];

  function factText(name, value) {
    if (name === 'payloadBytes') {
      return value ? bytes(value) : null;
    }
    if (Array.isArray(value)) {
      return value.length ? value.join(', ') : null;
    }
    if (name === 'lastRemoval' && value) {
      return value.what + ' by ' + (value.here ? 'this process' : value.by) + ' at ' + new Date(value.at).toLocaleTimeString('en-GB');
    }
    if (value !== null && typeof value === 'object') {
      return Object.entries(value).map(([key, one]) => key + ' ' + one).join(', ');
    }
    return value === null || value === '' ? null : isoText(String(value));
  }

  /** PT2M5.04S as 2m 5s, PT5.04S as 5.0s. */
  const isoText = (text) => (/^PT[\dHMS.]+$/.test(text)
    ? text.slice(2).replace(/\.(\d)\d*/, /[HM]/.test(text.slice(2)) ? '' : '.$1').replace(/[HMS](?=.)/g, '$& ').toLowerCase() : text);

  function verdict(level, strong, text) {
    return el('div', { class: 'verdict', 'data-level': level }, el('div', {}, el('strong', {}, strong), text));
  }

  async function explain() {
    const cache = byId('explain-cache').value;
    const key = byId('explain-key').value.trim();
    const url = operation('cachekit', 'GET');
    if (!url || !key) {
      return;
    }
    byId('explain-button').disabled = true;
    try {
      const found = await ask(url + keyOf(cache, key));
      const list = el('dl', { class: 'facts' });
      Object.entries(found).filter(([name]) => !TOLD_ABOVE.includes(name)).forEach(([name, value]) => {
        const text = factText(name, value);
        if (text !== null) {
          list.append(el('dt', {}, LABELS[name] ?? name), el('dd', { class: 'mono', 'data-fact': name }, text));
        }
      });
      byId('explained').replaceChildren(
        verdict(found.wouldBeServed ? 'up' : 'degraded',
          found.wouldBeServed ? 'A read would be answered from the cache' : 'A read would load', found.why), list);
    } catch (failure) {
      byId('explained').replaceChildren(verdict('lost', 'No explanation', failure.message));
    } finally {
      byId('explain-button').disabled = false;
    }
  }

  byId('explain-form').addEventListener('submit', (event) => {
    event.preventDefault();
    explain();
  });

  byId('invalidate-button').addEventListener('click', () => {
    const cache = byId('explain-cache').value;
    const key = byId('explain-key').value.trim();
    if (!byId('explain-form').reportValidity() || !key) {
      return;
    }
    confirmThen('Invalidate this key?', 'All processes forget ' + key + ' of cache ' + cache + '. The next read loads it again.', 'Invalidate',
      () => carryOut(operation('cachekit', 'DELETE') + keyOf(cache, key), 'DELETE', undefined, key + ' of ' + cache + ' is invalidated', explain));
  });

  function clearCache(cache) {
    confirmThen('Clear the whole cache?', 'All processes forget every value of cache ' + cache + '. Until they are loaded again, each read of one costs a load.', 'Clear',
      () => carryOut(operation('cachekit', 'POST'), 'POST', { cache, action: 'clear' }, cache + ' is cleared', () => {}));
  }

  async function carryOut(url, method, body, done, after) {
    try {
      const answer = await change(url, method, body);
      toast(answer && answer.acknowledged === false ? done + ' here; the store is away, it will be told' : done);
      await after();
      schedule(0);
    } catch (failure) {
      toast('That did not work: ' + failure.message);
    }
  }

  poll();
})();
