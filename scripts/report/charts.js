// The drawings. Right to left, axes run the other way and values stand on the right; the container itself stays left to right.
const COLOUR = { 1: '#86b9d8', 2: '#1f6696', 3: '#f0b565', 4: '#b9471b', hard: '#b9471b', semihard: '#e3b04b', soft: '#1f6696', calm: '#1f6696', grey: '#8a8f98', ink: '#1c2330', line: '#d5d2c8' };
const FONT = getComputedStyle(document.body).fontFamily;
const text = (size = 12, more) => ({ fontFamily: FONT, fontSize: size, color: COLOUR.ink, ...more });

function base() {
	return { animation: false, textStyle: text(), aria: { enabled: false }, backgroundColor: 'transparent' };
}

// Parts of options that the charts share.
const calmAxis = { axisLine: { lineStyle: { color: COLOUR.grey } }, axisTick: { show: false } };
const dashed = { splitLine: { lineStyle: { color: COLOUR.line, type: 'dashed' } } };
const grid = (more) => ({ left: 8, right: 8, top: 44, bottom: 8, containLabel: true, ...more });
const tooltip = (format, more) => ({
	trigger: 'axis', confine: true, transitionDuration: 0, textStyle: text(13), valueFormatter: format,
	extraCssText: `direction:${RTL ? 'rtl' : 'ltr'};max-width:20rem;white-space:normal`, ...more
});
const itemTip = (format) => tooltip(undefined, { trigger: 'item', formatter: format });
const escaped = (name) => echarts.format.encodeHTML(isolate(name));
const legend = (names) => ({
	top: 0, [RTL ? 'right' : 'left']: 0, align: RTL ? 'right' : 'left', data: RTL ? [...names].reverse() : names,
	itemWidth: 14, itemHeight: 10, icon: 'roundRect', textStyle: text(12)
});
const times = (days) => ({ type: 'category', inverse: RTL, data: days.map((d) => label(period(d, true))), ...calmAxis, axisLabel: { ...text(11), hideOverlap: true } });
const values = (format, more) => ({ type: 'value', position: RTL ? 'right' : 'left', ...dashed, axisLabel: { ...text(11), formatter: format }, ...more });
const along = (format, more) => ({ type: 'value', inverse: RTL, ...dashed, axisLabel: { ...text(11), formatter: format, hideOverlap: true }, ...more });

// Long names are broken into lines where a row has room for two, and cut otherwise.
function names(items, width, height = 400, most = 60) {
	const row = height / items.length;
	return {
		type: 'category', position: RTL ? 'right' : 'left', inverse: true, data: items.map((i) => label(i, most)), ...calmAxis,
		axisLabel: { ...text(row < 20 ? 11 : 12), lineHeight: 14, interval: 0, width: Math.min(row < 30 ? 260 : 210, Math.max(90, width * 0.36)), overflow: row < 30 ? 'truncate' : 'break' }
	};
}

// The day that parts two times, as a line at its period.
function turnLine(axis) {
	const { turn } = D.meta;
	if (!turn || turn < axis[0] || turn > D.span.last_day) return undefined;
	const at = axis.findIndex((t, i) => i + 1 === axis.length || axis[i + 1] > turn);
	return { symbol: 'none', silent: true, lineStyle: { color: COLOUR.ink, type: 'solid' }, label: { ...text(11), formatter: label(day(turn, DAY)) }, data: [{ xAxis: at }] };
}

const sum = (items, of) => items.reduce((total, item) => total + (of ? of(item) : item), 0);
const unique = (items) => [...new Set(items)];
const drawnTimes = () => unique((D.quad || []).map((r) => r[0]));

// rows [time, key, value] as a map of keys to values along the times
function series(rows, axis, key, value) {
	const at = new Map(axis.map((t, i) => [t, i]));
	const found = new Map();
	for (const row of rows) {
		if (!found.has(key(row))) found.set(key(row), axis.map(() => 0));
		found.get(key(row))[at.get(row[0])] = value(row);
	}
	return found;
}

function quadCard() {
	const axis = drawnTimes();
	const found = series(D.quad, axis, (r) => r[1], (r) => r[2]);
	const total = (k) => sum(found.get(k));
	const all = total(1) + total(2) + total(3) + total(4);
	const each = axis.map((_, i) => sum([1, 2, 3, 4], (k) => found.get(k)[i]));
	const busiest = axis[each.indexOf(Math.max(...each))];
	return {
		lead: () => W.quad.lead(percent((total(1) + total(2)) / all), percent((total(3) + total(4)) / all),
			W.quadNames[[1, 2, 3, 4].reduce((a, b) => total(b) > total(a) ? b : a)], period(busiest)),
		columns: () => [[W.time], ...[1, 2, 3, 4].map((k) => [W.quadNames[k], true])],
		rows: () => axis.map((t, i) => [period(t), ...[1, 2, 3, 4].map((k) => number(found.get(k)[i]))]),
		draw: (width) => ({
			grid: grid({ top: width < 520 ? 62 : 44 }), legend: legend([1, 2, 3, 4].map((k) => label(W.quadNames[k]))), tooltip: tooltip((v) => number(v)),
			xAxis: times(axis), yAxis: values((v) => number(v), { minInterval: 1 }),
			series: [1, 2, 3, 4].map((k) => ({
				type: 'bar', stack: 'all', name: label(W.quadNames[k]), data: found.get(k), itemStyle: { color: COLOUR[k] },
				barCategoryGap: axis.length > 60 ? '8%' : '28%', barMaxWidth: 60, markLine: k === 1 ? turnLine(axis) : undefined
			}))
		})
	};
}

function dyadCard() {
	let chosen = 0;
	const axis = drawnTimes();
	const select = element('select', { id: 'dyad-choice' }, ...D.dyads.map(([a, b], i) => element('option', { value: i }, `${isolate(short(a))} – ${isolate(short(b))}`)));
	const content = {
		control: element('p', { class: 'choose' }, element('label', { for: 'dyad-choice' }, W.dyads.choose), select),
		lead: () => { const [a, b, rows] = D.dyads[chosen]; const of = (m) => upTo(sum(rows.filter((r) => r[2] === m), (r) => r[3]), 1); return W.dyads.lead(isolate(a), isolate(b), of('cooperation'), of('conflict')); },
		columns: () => [[W.time], ...kinds().map((k) => [k.name, true])],
		rows: () => axis.map((t, i) => [period(t), ...kinds().map((k) => number(k.data[i], 1))]),
		draw: () => ({
			grid: grid({ top: 66 }), legend: legend(kinds().map((k) => label(k.name, 90))), tooltip: tooltip((v) => number(Math.abs(v), 1)),
			xAxis: { ...times(axis), axisLine: { onZero: true, lineStyle: { color: COLOUR.grey } }, axisLabel: { ...text(11), hideOverlap: true } },
			yAxis: values((v) => number(Math.abs(v))),
			series: kinds().map((k) => ({ type: 'bar', name: label(k.name, 90), stack: k.stack, data: k.data.map((v) => k.sign * v), itemStyle: { color: k.colour }, barMaxWidth: 40, barGap: '0%', barCategoryGap: '12%' }))
		})
	};
	function kinds() {
		const [a, b, rows] = D.dyads[chosen];
		const found = series(rows, axis, (r) => `${r[1]} ${r[2]}`, (r) => r[3]);
		return [[true, 'cooperation', 1, COLOUR[2]], [false, 'cooperation', 1, COLOUR[1]], [true, 'conflict', -1, COLOUR[4]], [false, 'conflict', -1, COLOUR[3]]]
			.map(([first, measure, sign, colour]) => ({ name: W.dyads.series(isolate(short(first ? a : b, 24)), isolate(short(first ? b : a, 24)), W.dyads[measure]), sign, colour, stack: 'both', data: found.get(`${first} ${measure}`) }))
			.filter((k) => k.data);
	}
	select.addEventListener('change', () => { chosen = Number(select.value); content.again(); });
	return content;
}

function mixCard() {
	const axis = drawnTimes();
	const keys = ['soft', 'semihard', 'hard'];
	const share = series(D.mix, axis, (r) => r[1], (r) => r[2]);
	const weight = series(D.mix, axis, (r) => r[1], (r) => (r[3] || 0) * r[4]);
	const half = Math.floor(axis.length / 2);
	const part = (k, from, to) => sum(weight.get(k).slice(from, to)) / sum(keys, (key) => sum(weight.get(key).slice(from, to)));
	const change = half > 0 ? part('hard', half) - part('hard', 0, half) : 0;
	return {
		lead: () => W.mix.lead(percent(part('soft', 0)), percent(part('hard', 0)), half > 0 ? W.mix.trend[change > 0.02 ? 'up' : change < -0.02 ? 'down' : 'same'] : ''),
		columns: () => [[W.time], ...keys.map((k) => [W.strengths[k], true])],
		rows: () => axis.map((t, i) => [period(t), ...keys.map((k) => percent(share.get(k)[i]))]),
		draw: () => ({
			grid: grid(), legend: legend(keys.map((k) => label(W.strengths[k]))), tooltip: tooltip((v) => percent(v)),
			xAxis: times(axis), yAxis: values((v) => percent(v), { max: 1 }),
			series: keys.map((k) => ({
				type: 'bar', stack: 'share', name: label(W.strengths[k]), data: share.get(k), itemStyle: { color: COLOUR[k] },
				barCategoryGap: axis.length > 40 ? '4%' : '22%', barMaxWidth: 60, markLine: k === 'soft' ? turnLine(axis) : undefined
			}))
		})
	};
}

function gridCard() {
	const columns = ['hard', 'semihard', 'soft'];
	const rows = ['power', 'threat', 'security'];
	const top = D.grid.reduce((a, b) => b[2] > a[2] ? b : a);
	return {
		lead: () => W.grid.lead(top[3], number(top[2], 2)),
		columns: () => [[W.grid.columns[0]], [W.grid.columns[1], true]],
		rows: () => D.grid.map((g) => [g[3], number(g[2], 2)]),
		draw: () => ({
			grid: grid({ top: 8 }), tooltip: itemTip((p) => `${escaped(D.grid[p.dataIndex][3])}: ${number(p.value[2], 2)}`),
			xAxis: { type: 'category', inverse: RTL, data: columns.map((c) => label(W.strengths[c])), axisTick: { show: false }, axisLine: { show: false }, axisLabel: text(13) },
			yAxis: { type: 'category', inverse: true, position: RTL ? 'right' : 'left', data: rows.map((r) => label(W.domains[r])), axisTick: { show: false }, axisLine: { show: false }, axisLabel: text(13) },
			visualMap: { show: false, min: 0, max: Math.max(top[2], 0.01), inRange: { color: ['#f3f1ea', '#c9dcea', '#86b9d8', '#3d85b4', '#1f6696'] } },
			series: [{ type: 'heatmap', data: D.grid.map((g) => ({ value: [columns.indexOf(g[0]), rows.indexOf(g[1]), g[2]], label: { color: g[2] > top[2] * 0.75 ? '#fff' : COLOUR.ink } })),
				label: { show: true, formatter: (p) => number(p.value[2], 2), fontFamily: FONT, fontSize: 17, fontWeight: 600 }, itemStyle: { borderColor: '#fff', borderWidth: 4, borderRadius: 6 } }]
		})
	};
}

function balanceCard() {
	// a ratio of 0 has no logarithm: it stands at the edge
	const clamp = (x) => Math.min(8, Math.max(0.125, x));
	const actors = D.balance.filter((b) => b[2] !== null && b[3] !== null);
	const most = Math.max(1, ...actors.map((a) => a[6]));
	const both = actors.filter((a) => a[2] > 1 && a[3] > 1).sort((a, b) => b[1] - a[1]);
	const edge = (of, down) => { const all = actors.map((a) => clamp(of(a))); return down ? Math.max(0.125, Math.min(0.8, ...all) * 0.9) : Math.min(8, Math.max(1.25, ...all) * 1.12); };
	const axis = (name, of, more) => {
		const [min, max] = [edge(of, true), edge(of, false)];
		// between whole powers of two, the ends are all that is written
		const ends = max / min < 4;
		return {
			type: 'log', logBase: 2, min, max, name: label(name, 60), nameLocation: 'middle', nameGap: 30, nameTextStyle: text(12, { fontWeight: 600 }), ...dashed, ...calmAxis,
			axisLabel: { ...text(11), formatter: (v) => upTo(v, 2), hideOverlap: true, showMinLabel: ends, showMaxLabel: ends }, ...more
		};
	};
	// Names that have room, the smart ones and the busy ones first.
	const named = (width, height) => {
		const [x0, x1, y0, y1] = [edge((a) => a[2], true), edge((a) => a[2], false), edge((a) => a[3], true), edge((a) => a[3], false)];
		const boxes = [];
		const chosen = new Set();
		for (const a of [...both, ...[...actors].sort((p, q) => q[6] - p[6])]) {
			if (chosen.has(a)) continue;
			const x = (width - 90) * Math.log(clamp(a[2]) / x0) / Math.log(x1 / x0);
			const y = (height - 80) * Math.log(clamp(a[3]) / y0) / Math.log(y1 / y0) + 4 + 15 * Math.sqrt(a[6] / most);
			const half = 3.4 * short(a[0], 22).length + 4;
			if (boxes.some((b) => Math.abs(b.x - x) < b.half + half && Math.abs(b.y - y) < 15)) continue;
			boxes.push({ x, y, half });
			chosen.add(a);
		}
		return chosen;
	};
	return {
		missing: actors.length < 2 ? W.fewActors : undefined,
		lead: () => W.balance.lead(list(both.slice(0, 5).map((a) => isolate(a[0]))), number(actors.length)),
		columns: () => W.balance.columns.map((c, i) => [c, i > 0]),
		rows: () => D.balance.map((b) => [b[0], number(b[6]), number(b[4], 3), number(b[5], 3), number(b[2], 2), number(b[3], 2), number(b[1], 2)]),
		draw: (width, height, shown = named(width, height)) => ({
			grid: grid({ top: 20, bottom: 34, left: 20, right: 20, [RTL ? 'right' : 'left']: 30 }), tooltip: itemTip((p) => p.data.actor
				? `<b>${escaped(p.data.actor[0])}</b><br>${W.balance.x}: ${number(p.data.actor[2], 2)}<br>${W.balance.y}: ${number(p.data.actor[3], 2)}` : ''),
			xAxis: axis(W.balance.x, (a) => a[2], { inverse: RTL }), yAxis: axis(W.balance.y, (a) => a[3], { position: RTL ? 'right' : 'left', nameGap: 38 }),
			series: [{
				type: 'scatter', data: actors.map((a) => ({
					value: [clamp(a[2]), clamp(a[3])], actor: a, name: label(a[0], 22), label: { show: shown.has(a) },
					symbolSize: 8 + 30 * Math.sqrt(a[6] / most), itemStyle: { color: a[2] > 1 && a[3] > 1 ? COLOUR.hard : COLOUR.soft }
				})),
				itemStyle: { opacity: 0.8, borderColor: '#fff', borderWidth: 1 }, label: { show: true, position: 'top', formatter: (p) => p.name, ...text(width < 480 ? 10 : 11, { textBorderColor: '#fff', textBorderWidth: 3 }) },
				markLine: { symbol: 'none', silent: true, lineStyle: { color: COLOUR.ink, width: 1, type: 'solid' }, label: { show: false }, data: [{ xAxis: 1 }, { yAxis: 1 }] },
				markArea: { silent: true, itemStyle: { color: 'rgba(185,71,27,.06)' }, label: { show: true, position: RTL ? 'insideTopLeft' : 'insideTopRight', ...text(12, { color: COLOUR.hard, fontWeight: 600 }) },
					data: [[{ name: label(W.balance.smart), coord: [1, 1] }, { coord: [edge((a) => a[2], false), edge((a) => a[3], false)] }]] }
			}]
		})
	};
}

function networkCard() {
	const pairs = new Map();
	for (const [a, b, n, cooperation, conflict] of D.network) {
		const [x, y] = a < b ? [a, b] : [b, a];
		const pair = pairs.get(JSON.stringify([x, y])) || { x, y, n: 0, net: 0 };
		pairs.set(JSON.stringify([x, y]), pair);
		pair.n += n;
		pair.net += cooperation - conflict;
	}
	const links = [...pairs.values()].sort((a, b) => b.n - a.n).slice(0, 40);
	const weight = new Map();
	for (const { x, y, n } of links) for (const name of [x, y]) weight.set(name, (weight.get(name) || 0) + n);
	const nodes = [...weight].sort((a, b) => b[1] - a[1]);
	const place = new Map(nodes.map(([name], i) => [name, String(i)]));
	const most = links.length ? links[0].n : 1;
	return {
		missing: links.length ? undefined : W.noEvents,
		lead: () => W.network.lead(isolate(links[0].x), isolate(links[0].y), number(links[0].n), percent(links[0].n / sum(links, (l) => l.n))),
		columns: () => W.network.columns.map((c, i) => [c, i > 1]),
		rows: () => D.network.map((r) => [r[0], r[1], number(r[2]), number(r[3], 1), number(r[4], 1)]),
		draw: (width, height, small = width < 480 || height < 400, size = Math.max(110, Math.min(width - 230, height - (small ? 170 : 236), 330))) => ({
			tooltip: itemTip((p) => {
				const pair = links[p.dataIndex];
				return p.dataType === 'edge' ? `${escaped(pair.x)} – ${escaped(pair.y)}: ${number(pair.n)}` : `${escaped(nodes[p.dataIndex][0])}: ${number(nodes[p.dataIndex][1])}`;
			}),
			series: [{
				type: 'graph', layout: 'circular', circular: { rotateLabel: true }, left: 'center', top: 'middle', width: size, height: size,
				data: nodes.map(([name, n]) => ({ id: place.get(name), name: label(name, small ? 15 : 19), value: n, symbolSize: 6 + (small ? 16 : 26) * Math.sqrt(n / nodes[0][1]), itemStyle: { color: COLOUR.ink, opacity: 0.85 } })),
				links: links.map((l) => ({ source: place.get(l.x), target: place.get(l.y), value: l.n, lineStyle: { width: 1 + 9 * l.n / most, color: l.net >= 0 ? COLOUR[2] : COLOUR[4], opacity: 0.35 + 0.4 * l.n / most, curveness: 0.2 } })),
				label: { show: true, position: 'right', formatter: (p) => p.name, ...text(small ? 9 : 11) }, emphasis: { disabled: true }
			}]
		})
	};
}

function transitionCard() {
	const steps = D.transitions.filter((t) => W.quadNames[t[0]] && W.quadNames[t[1]]);
	const part = (from, to) => { const base = steps.filter((t) => from.includes(Number(t[0]))); return sum(base.filter((t) => to.includes(Number(t[1]))), (t) => t[2]) / sum(base, (t) => t[2]); };
	// right to left, what comes first stands on the right: the flow is laid out from what follows
	const [first, then] = RTL ? ['target', 'source'] : ['source', 'target'];
	const node = (side, k) => `${side}${k}`;
	return {
		missing: steps.length ? undefined : W.noSteps,
		lead: () => W.transitions.lead(percent(part([3, 4], [3, 4])), percent(part([1, 2], [3, 4]))),
		columns: () => W.transitions.columns.map((c, i) => [c, i > 1]),
		rows: () => steps.map((t) => [W.quadNames[t[0]], W.quadNames[t[1]], number(t[2]), percent(t[3])]),
		draw: (width) => ({
			tooltip: itemTip((p) => {
				const step = steps[p.dataIndex];
				return p.dataType === 'edge' ? `${W.quadNames[step[0]]} ${RTL ? '←' : '→'} ${W.quadNames[step[1]]}: ${number(step[2])}` : `${W.quadNames[p.name.slice(-1)]}: ${number(p.value)}`;
			}),
			series: [{
				type: 'sankey', left: 4, right: 4, top: 8, bottom: 8, nodeWidth: 14, nodeGap: 14, layoutIterations: 0, draggable: false, emphasis: { disabled: true },
				data: [1, 2, 3, 4].flatMap((k) => ['a', 'b'].map((side) => ({ name: node(side, k), depth: (side === 'a') === !RTL ? 0 : 1, itemStyle: { color: COLOUR[k], borderWidth: 0 },
					label: { position: (side === 'a') === !RTL ? 'right' : 'left' } }))).filter((n) => steps.some((t) => node('a', t[0]) === n.name || node('b', t[1]) === n.name)),
				links: steps.map((t) => ({ [first]: node('a', t[0]), [then]: node('b', t[1]), value: t[2], lineStyle: { color: COLOUR[t[0]], opacity: 0.42 } })),
				label: { ...text(width < 480 ? 10 : 12, { fontWeight: 600 }), formatter: (p) => label(W.quadNames[p.name.slice(-1)]) }
			}]
		})
	};
}

function themeCard() {
	return {
		missing: !D.themes ? W.noTexts : D.themes.length ? undefined : W.noThemes,
		lead: () => W.themes.lead(number(D.texts.rows), isolate(D.themes[0][0]), percent(D.themes[0][2])),
		columns: () => W.themes.columns.map((c, i) => [c, i > 1]),
		rows: () => D.themes.map((t) => [t[0], t[3], number(t[1]), percent(t[2])]),
		draw: (width, height) => bars(D.themes.map((t) => ({ name: t[0], value: t[1], colour: COLOUR.calm })), width, height)
	};
}

function bars(items, width, height) {
	return {
		grid: grid({ top: 4, [RTL ? 'left' : 'right']: 40 }), tooltip: tooltip((v) => number(v)), xAxis: along((v) => number(v), { minInterval: 1 }), yAxis: names(items.map((i) => i.name), width, height),
		series: [{ type: 'bar', barMaxWidth: 20, data: items.map((i) => ({ value: i.value, itemStyle: { color: i.colour } })), label: { show: true, position: RTL ? 'left' : 'right', formatter: (p) => number(p.value), ...text(11) } }]
	};
}

function benefitRiskCard() {
	const rows = D.benefit_risk || [];
	const named = (side) => number(sum(rows.filter((r) => r[3] === side), (r) => r[1]));
	const empty = sum(rows, (r) => r[1]) === 0;
	return {
		missing: !D.themes ? W.noTexts : empty ? W.noThemes : undefined,
		lead: () => W.benefitRisk.lead(named('benefit'), named('risk')),
		columns: () => W.benefitRisk.columns.map((c, i) => [c, i > 1]),
		rows: () => rows.map((r) => [r[0], W.benefitRisk[r[3]], number(r[1]), percent(r[2])]),
		draw: (width, height) => ({
			...bars(rows.map((r) => ({ name: r[0], value: r[1], colour: r[3] === 'benefit' ? COLOUR.soft : COLOUR.hard })), width, height), grid: grid({ top: 34, [RTL ? 'left' : 'right']: 40 }),
			// two series for the legend's sake, one bar in each row
			legend: legend(['benefit', 'risk'].map((s) => label(W.benefitRisk[s]))),
			series: ['benefit', 'risk'].map((side) => ({
				type: 'bar', stack: 'one', barMaxWidth: 20, name: label(W.benefitRisk[side]), itemStyle: { color: side === 'benefit' ? COLOUR.soft : COLOUR.hard },
				data: rows.map((r) => r[3] === side ? r[1] : null),
				label: { show: true, position: RTL ? 'left' : 'right', formatter: (p) => p.value === null ? '' : number(p.value), ...text(11) }
			}))
		})
	};
}

function communicationCard() {
	const rows = D.communication || [];
	const value = (metric, time) => { const row = rows.find((r) => r[0] === metric && r[1] === time); return row ? row[2] : null; };
	const known = (x) => x === null ? W.communication.unknown : number(x, 2);
	const metrics = ['ease', 'speed', 'accuracy'].filter((m) => value(m, 'before') !== null || value(m, 'after') !== null);
	return {
		missing: metrics.length ? undefined : D.communication_missing ? clean(D.communication_missing) : !D.communication ? W.noCommunication : rows.length ? W.noMeasure : W.noTurn(day(D.meta.turn, DAY)),
		lead: () => W.communication.lead(day(D.meta.turn, DAY), list(metrics.map((m) => W.communication.part(W.communication.names[m], known(value(m, 'before')), known(value(m, 'after')))))),
		columns: () => W.communication.columns.map((c, i) => [c, i > 0]),
		rows: () => ['ease', 'speed', 'accuracy'].map((m) => [W.communication.names[m], known(value(m, 'before')), known(value(m, 'after'))]),
		draw: () => ({
			grid: grid(), legend: legend(['before', 'after'].map((t) => label(W.communication[t]))), tooltip: tooltip((v) => v === null || v === undefined ? W.communication.unknown : number(v, 2)),
			xAxis: { type: 'category', inverse: RTL, data: metrics.map((m) => label(W.communication.names[m])), ...calmAxis, axisLabel: text(13) },
			yAxis: values((v) => upTo(v, 1), { min: 0, max: 1 }),
			// bars of a group stand from left to right whichever way the axis runs
			series: (RTL ? ['after', 'before'] : ['before', 'after']).map((t) => ({
				type: 'bar', name: label(W.communication[t]), barMaxWidth: 54, barGap: '10%', itemStyle: { color: t === 'before' ? COLOUR[1] : COLOUR[2] },
				data: metrics.map((m) => value(m, t)),
				label: { show: true, position: 'top', formatter: (p) => typeof p.value === 'number' ? number(p.value, 2) : '', ...text(11) }
			}))
		})
	};
}

const VERDICT = { 'supported': COLOUR.soft, 'contradicted': COLOUR.hard, 'undecided': COLOUR.semihard, 'too little data': COLOUR.grey };

function claimCard() {
	const rows = D.claims || [];
	const kinds = ['contradicted', 'undecided', 'too little data', 'supported'];
	const count = (...of) => number(rows.filter((r) => of.includes(r[2])).length);
	const verdict = (v) => element('span', { class: 'verdict', style: `--mark:${VERDICT[v] || COLOUR.grey}` }, W.claims.verdicts[v] || clean(v));
	return {
		open: true,
		missing: rows.length ? undefined : D.claims_missing ? clean(D.claims_missing) : W.noClaims,
		lead: () => W.claims.lead(number(rows.length), count('supported'), count('contradicted'), count('undecided', 'too little data')),
		columns: () => W.claims.columns.map((c, i) => [c, i > 2]),
		rows: () => rows.map((r) => [r[1], element('bdi', {}, sentence(r[8] || '')), verdict(r[2]), upTo(r[3], 3), upTo(r[4], 3), upTo(r[5], 3), chance(r[6]), number(r[7])]),
		draw: (width, height, small = width < 520 || height < 450) => ({
			grid: grid({ top: small ? 80 : 30, right: 24, left: width < 520 ? 4 : 24 }), tooltip: itemTip((p) => echarts.format.encodeHTML(sentence(rows[p.dataIndex][8] || rows[p.dataIndex][1]))),
			xAxis: {
				type: 'category', position: 'top', inverse: RTL, data: kinds.map((k) => label(W.claims.verdicts[k])), axisTick: { show: false }, axisLine: { show: false },
				axisLabel: { ...text(small ? 11 : 12, { fontWeight: 600 }), interval: 0, rotate: small ? (RTL ? -50 : 50) : 0 }
			},
			yAxis: {
				...names(rows.map((r) => r[1]), width, 400, width < 520 ? 46 : 90), splitLine: { show: true, ...dashed.splitLine },
				axisLabel: { ...text(small ? 11 : 12), lineHeight: small ? 12 : 14, width: Math.max(120, width * 0.46), overflow: 'break', interval: 0 }
			},
			series: [{ type: 'scatter', symbolSize: 16, data: rows.map((r, i) => ({ value: [Math.max(0, kinds.indexOf(r[2])), i], itemStyle: { color: VERDICT[r[2]] || COLOUR.grey } })) }]
		})
	};
}

function cards() {
	const events = D.span.first_day;
	const of = (make) => events ? make() : { missing: W.noEvents };
	card('quad', W.quad, { ...of(quadCard) });
	card('dyads', W.dyads, of(() => D.dyads.length ? dyadCard() : { missing: W.noEvents }));
	card('mix', W.mix, { shape: 'wide', ...of(mixCard) });
	card('grid', W.grid, { shape: 'narrow', ...of(gridCard) });
	card('balance', W.balance, { shape: 'half', size: 'tall', ...of(balanceCard) });
	card('network', W.network, { shape: 'half', size: 'tall', ...of(networkCard) });
	const communication = communicationCard();
	card('transitions', W.transitions, { shape: communication.missing ? undefined : 'wide', ...of(transitionCard) });
	card('communication', W.communication, { shape: communication.missing ? undefined : 'narrow', ...communication });
	card('themes', W.themes, { shape: 'half', size: 'tall', ...themeCard() });
	card('benefit-risk', W.benefitRisk, { shape: 'half', size: 'tall', ...benefitRiskCard() });
	card('claims', W.claims, { size: 'claims', ...claimCard() });
}
