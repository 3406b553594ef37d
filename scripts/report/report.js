// Builds the page from its data: words, tables and cards here, the drawings in charts.js. Names from the data reach the page as text only.
const D = JSON.parse(document.getElementById('data').textContent);
const LOCALE = document.documentElement.lang;
const RTL = document.documentElement.dir === 'rtl';
const W = WORDS[LOCALE];

const digits = `${LOCALE}-u-nu-latn-ca-gregory`;
const number = (x, places = 0) => x === null || x === undefined ? '–' : new Intl.NumberFormat(digits, { minimumFractionDigits: places, maximumFractionDigits: places }).format(x);
const upTo = (x, places) => x === null || x === undefined ? '–' : new Intl.NumberFormat(digits, { maximumFractionDigits: places }).format(x);
const percent = (x) => x === null || x === undefined || Number.isNaN(x) ? '–' : new Intl.NumberFormat(digits, { style: 'percent', maximumFractionDigits: x > 0 && x < 0.1 ? 1 : 0 }).format(x);
const list = (names) => names.join(W.and);

// A p is never 0, however small.
const chance = (p) => typeof p === 'number' && p < 0.0001 ? element('bdi', { dir: 'ltr' }, `< ${upTo(0.0001, 4)}`) : upTo(p, 4);

// Controls, and marks that would turn the order of the text around them, are no part of a name.
const TURNS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const clean = (text) => String(text).replace(TURNS, ' ').trim();
// The marks before the minus signs and days of a sentence of the database stay: without them they stand at the wrong end in Arabic.
const sentence = (text) => String(text).split('\u200e').map((part) => part.replace(TURNS, ' ')).join('\u200e');
// Only where its letters run against the page: some fonts draw the marks.
const against = RTL ? /[A-Za-z0-9\u00c0-\u024f]/ : /[\u0590-\u08ff\ufb1d-\ufefc]/;
const isolate = (text) => against.test(text) ? `\u2068${clean(text)}\u2069` : clean(text);
const short = (text, most = 34) => { const all = [...clean(text)]; return all.length > most ? all.slice(0, most - 1).join('') + '…' : all.join(''); };
// What ECharts writes: each Arabic label stands between marks of its own direction.
const label = (text, most) => RTL ? `\u2067${short(text, most)}\u2069` : short(text, most);

// A day as the server writes it, 0044-03-15 BC too.
function day(text, style) {
	const [, year, month, d] = /^0*(\d+)-(\d+)-(\d+)/.exec(text);
	const past = text.endsWith('BC');
	const at = new Date(0);
	at.setUTCFullYear(past ? 1 - year : Number(year), Number(month) - 1, Number(d));
	return new Intl.DateTimeFormat(digits, { timeZone: 'UTC', ...style, ...(past ? { era: 'short' } : {}) }).format(at);
}
const yearOf = (text) => day(text, { year: 'numeric' });
const DAY = { year: 'numeric', month: 'long', day: 'numeric' };
const SHORT_DAY = { year: 'numeric', month: 'short', day: 'numeric' };

// The name of a period; the tight form for axes.
function period(text, tight) {
	const year = yearOf(text);
	const month = Number(text.split('-')[1]);
	switch (D.span.period) {
		case 'year': return year;
		case 'quarter': return W.quarter(Math.ceil(month / 3), year);
		case 'month': return day(text, { year: 'numeric', month: tight ? 'short' : 'long' });
		case 'week': return tight ? day(text, SHORT_DAY) : W.week(day(text, DAY));
		default: return day(text, tight ? SHORT_DAY : DAY);
	}
}

function element(tag, attributes, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes || {})) if (value !== undefined && value !== false) made.setAttribute(name, value);
	for (const child of children) if (child !== null && child !== undefined) made.append(child);
	return made;
}

// columns: [heading, is a number]; the first cell of a row is its heading.
function table(caption, columns, rows) {
	const cell = (text, i) => element(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : undefined, class: columns[i][1] ? 'number' : undefined },
		text instanceof Node ? text : element('bdi', {}, clean(text)));
	return element('table', {}, element('caption', {}, caption),
		element('thead', {}, element('tr', {}, ...columns.map(([text, numeric]) => element('th', { scope: 'col', class: numeric ? 'number' : undefined }, text)))),
		element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map(cell)))));
}

const drawn = [];

// What a card says and draws: words (title, how), lead, size, shape; draw(width) the chart; rows of the table, open or not; or missing, why there is none.
function card(id, words, content) {
	const head = element('h2', { id: `${id}-title` }, words.title);
	const made = element('section', { id, class: content.shape, 'aria-labelledby': `${id}-title` }, head);
	document.getElementById('charts').append(made);
	if (content.missing) {
		// options of the command stand as code
		made.append(element('p', { class: 'missing' }, ...content.missing.split(/(--\w+)/).map((part) => part.startsWith('--') ? element('code', { dir: 'ltr' }, part) : part)));
		return;
	}
	const lead = element('p', { class: 'lead', id: `${id}-lead` });
	const chart = element('div', { class: `chart ${content.size || ''}`, role: 'img', 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-lead` });
	const region = element('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': words.title });
	made.append(lead);
	if (content.control) made.append(content.control);
	made.append(chart, element('p', { class: 'how' }, words.how), element('details', { open: content.open ? '' : undefined }, element('summary', {}, W.table), region));
	const echart = echarts.init(chart, null, { renderer: 'svg', locale: RTL ? 'AR' : 'EN' });
	const show = (width) => {
		lead.textContent = content.lead();
		region.replaceChildren(table(words.title, content.columns(), content.rows()));
		draw(echart, content.draw, width, chart.clientHeight);
	};
	drawn.push({ chart, echart, content });
	show(chart.clientWidth);
	content.again = () => show(chart.clientWidth);
}

function draw(echart, option, width, height) {
	echart.setOption({ ...base(), ...option(width, height) }, { notMerge: true });
}

function resize() {
	for (const { chart, echart, content } of drawn) {
		if (chart.clientWidth === 0) continue;
		echart.resize({ width: chart.clientWidth, height: chart.clientHeight });
		draw(echart, content.draw, chart.clientWidth, chart.clientHeight);
	}
}

// An A4 page less its margins and those of a card, in CSS pixels: the page is laid out for paper only after this has to be known.
const PAPER = { width: 650, chart: 226, tall: 309, claims: 415 };
function forPaper() {
	for (const { chart, echart, content } of drawn) {
		const height = PAPER[content.size || 'chart'];
		echart.resize({ width: PAPER.width, height });
		draw(echart, content.draw, PAPER.width, height);
	}
}
window.addEventListener('beforeprint', forPaper);
window.addEventListener('afterprint', () => resize());
let waiting;
window.addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(resize, 120); });

function heading() {
	const { span, meta } = D;
	const years = span.first_day && [span.first_day, span.last_day].map(yearOf);
	const time = years && (years[0] === years[1] ? years[0] : `${years[0]}–${years[1]}`);
	document.title = W.title(time);
	const fact = (name, value, words) => element('div', {}, element('dt', {}, name), element('dd', { class: words ? 'words' : undefined }, value));
	const tables = [meta.events || meta.history, meta.mentions, meta.texts, meta.accounts].filter(Boolean).map(clean);
	document.getElementById('head').append(
		element('p', { class: 'kicker' }, W.kicker),
		element('h1', {}, W.title(time)),
		element('p', {}, W.intro({ events: span.events > 0 && number(span.events), actors: number(span.actors) })),
		element('dl', { class: 'facts' },
			fact(W.facts.events, number(span.events)), fact(W.facts.actors, number(span.actors)), fact(W.facts.dyads, number(span.dyads)),
			span.first_day ? fact(W.facts.span, `${day(span.first_day, SHORT_DAY)} – ${day(span.last_day, SHORT_DAY)}`, true) : null,
			D.texts ? fact(W.facts.texts, number(D.texts.rows)) : null,
			fact(W.facts.tables, element('bdi', {}, tables.join(W.and)), true)));
	const left = D.rows ? Object.keys(W.reasons).filter((why) => D.rows[why] > 0).map((why) => W.reasons[why](number(D.rows[why]))) : [];
	if (left.length > 0) document.getElementById('head').append(element('p', { class: 'how' }, W.pairs(number(span.events), number(D.rows.all), left)));
	if (span.events > span.drawn) document.getElementById('head').append(element('p', { class: 'how' }, W.outside(number(span.events - span.drawn))));
	document.getElementById('foot').append(element('p', {}, W.foot(meta.version, day(meta.made, DAY), isolate(meta.database))), element('p', {}, W.licence));
}

heading();
cards();
document.documentElement.dataset.ready = String(drawn.length);
