'use strict';
// Every sentence of the report, in both languages. Functions get what they speak of already written as text.
const WORDS = {
	en: {
		title: (span) => span ? `Diplomatic events, ${span}` : 'Diplomatic events',
		kicker: 'Report of smartdip',
		intro: (d) => d.events ? `What actors (${d.actors}) did to one another in events (${d.events}): how much of it was cooperation and how much conflict, which kinds of power they used, and what followed what.` : 'There are no events between two sides in these tables.',
		facts: { events: 'events', dyads: 'pairs, each direction', actors: 'actors', span: 'days drawn', texts: 'texts', tables: 'from' },
		and: ', ',
		pairs: (n, all, reasons) => `Events in the table: ${all}; charted: ${n}. Not charted: ${reasons.join('; ')}.`,
		reasons: { side: (n) => `without a country on both sides: ${n}`, day: (n) => `without a day: ${n}`, code: (n) => `without a code: ${n}` },
		outside: (n) => `Events with much earlier or later days (${n}) are counted, but not drawn over time.`,
		table: 'Show the table',
		noEvents: 'There are no events between two sides, so there is nothing to draw here.',
		noTexts: 'No table of texts was given. With one, this part shows what they speak of: add --texts.',
		noThemes: 'None of the texts names a theme of smart or digital diplomacy.',
		noCommunication: 'This part compares two times: it needs a table of events and a day that parts them. Add --events and --turn.',
		noTurn: (turn) => `The days that are drawn do not lie on both sides of ${turn}, so there is nothing to compare: give another --turn.`,
		noMeasure: 'Neither ease nor speed nor accuracy can be told from these events.',
		noClaims: 'There is no table of events, texts or accounts to test the claims on: add --events, --texts or --accounts.',
		fewActors: 'No two actors have enough events to be compared.',
		noSteps: 'No pair has events on two days, so nothing follows anything.',
		quadNames: { 1: 'Verbal cooperation', 2: 'Material cooperation', 3: 'Verbal conflict', 4: 'Material conflict' },
		strengths: { hard: 'Hard', semihard: 'Semi-hard', soft: 'Soft' },
		domains: { power: 'Power', threat: 'Threat', security: 'Security' },
		quad: {
			title: 'Cooperation and conflict over time',
			lead: (cooperation, conflict, most, period) => `${cooperation} of all events were cooperation and ${conflict} conflict. The busiest time was ${period}; the commonest kind was ${most.toLowerCase()}.`,
			how: 'Events of each quad class, by GDELT’s reading of the CAMEO codes. A quiet stretch means that the source reported nothing.'
		},
		dyads: {
			title: 'How the busiest pairs got on',
			lead: (a, b, cooperation, conflict) => `${a} and ${b}: cooperation adds up to ${cooperation}, conflict to ${conflict}, in both directions together.`,
			how: 'Sums of Goldstein scores: cooperation above the line, conflict below it. Dark are one side’s acts, pale the other’s.',
			choose: 'Pair', series: (from, to, what) => `${from} → ${to}, ${what}`, cooperation: 'cooperation', conflict: 'conflict'
		},
		mix: {
			title: 'Hard, semi-hard and soft power',
			lead: (soft, hard, trend) => `Soft power makes up ${soft} of the power in these events, hard power ${hard}. ${trend}`,
			trend: { up: 'The share of hard power is larger in the second half of the time than in the first.', down: 'The share of hard power is smaller in the second half of the time than in the first.', same: 'The share of hard power is about the same in both halves of the time.' },
			how: 'Each event’s greatest degree over power, threat and security, by the coding smartdip-1; shares of hard, semi-hard and soft.'
		},
		grid: {
			title: 'The nine cells of power',
			lead: (top, value) => `What these events carry most is ${top}, to a mean degree of ${value}.`,
			how: 'Mean degree over all events, 0 to 1.',
			columns: ['cell', 'degree']
		},
		balance: {
			title: 'Smart power: hard and soft, against all',
			lead: (names, n) => names ? `Of ${n} actors, those with both hard and soft power per event above the average of all (at most five are named): ${names}.` : `Of ${n} actors, none uses both hard and soft power more per event than the average of all.`,
			how: 'Each actor’s hard and soft per event, over those of all actors: 1 is as usual. Above 1 on both axes, hard and soft are combined. The size shows the number of events.',
			x: 'hard, against all', y: 'soft, against all', smart: 'more of both', columns: ['actor', 'events', 'hard', 'soft', 'hard against all', 'soft against all', 'smart rank']
		},
		network: {
			title: 'Who deals with whom',
			lead: (a, b, n, share) => `The busiest pair is ${a} and ${b} (events: ${n}, ${share} of those drawn).`,
			how: 'The busiest pairs. Wide: many events. Blue where cooperation outweighs conflict, orange where conflict does.',
			columns: ['from', 'to', 'events', 'cooperation', 'conflict']
		},
		transitions: {
			title: 'What follows what',
			lead: (conflict, cooperation) => `After an act of conflict, the next one of the same side is conflict again in ${conflict} of the steps; after an act of cooperation, it is conflict in ${cooperation}.`,
			how: 'From each active day of one side towards the other to its next one, over all pairs.',
			columns: ['first', 'then', 'steps', 'share of the first']
		},
		themes: {
			title: 'What the texts speak of',
			lead: (n, top, share) => `The theme named most often is ${top}: in ${share} of the texts (${n}).`,
			how: 'How many texts name each theme of smart and digital diplomacy.',
			columns: ['theme', 'family', 'texts', 'share']
		},
		benefitRisk: {
			title: 'Benefits and risks of digital diplomacy',
			lead: (benefit, risk) => `Each text counted once for each that it names: ${benefit} for benefits, ${risk} for risks.`,
			how: 'How many texts name each. A text counts once for each that it names.',
			benefit: 'benefits', risk: 'risks', columns: ['what', 'side', 'texts', 'share']
		},
		communication: {
			title: 'Communication before and after',
			lead: (turn, parts) => `Before and after ${turn}: ${parts}.`,
			part: (name, before, after) => `${name} from ${before} to ${after}`,
			how: 'Ease, speed and accuracy, 0 to 1, each a mean of what can be measured in events and their mentions.',
			names: { ease: 'ease', speed: 'speed', accuracy: 'accuracy' }, before: 'before', after: 'after', unknown: 'unknown', columns: ['measure', 'before', 'after']
		},
		claims: {
			title: 'Claims of the literature, tested on these data',
			lead: (n, supported, contradicted, rest) => `Of ${n} claims, these data support ${supported}, contradict ${contradicted}, and leave ${rest} open.`,
			how: 'Each claim with its estimate, the 95% interval and the number of observations. Open: undecided, or too little data.',
			verdicts: { 'contradicted': 'contradicted', 'undecided': 'undecided', 'too little data': 'too little data', 'supported': 'supported' },
			columns: ['claim', 'in words', 'verdict', 'estimate', 'low', 'high', 'p', 'n']
		},
		time: 'time', quarter: (q, y) => `Q${q} ${y}`, week: (d) => `the week of ${d}`,
		foot: (version, made, database) => `Made on ${made} by smartdip ${version} from database ${database}. Nothing on this page comes from a network.`,
		licence: 'Charts: Apache ECharts 6.1.0, Copyright 2017-2026 The Apache Software Foundation, Apache License 2.0.'
	},
	ar: {
		title: (span) => span ? `الأحداث الدبلوماسية، ${span}` : 'الأحداث الدبلوماسية',
		kicker: 'تقرير smartdip',
		intro: (d) => d.events ? `ما فعلته الأطراف (وعددها ${d.actors}) بعضها تجاه بعض في الأحداث (وعددها ${d.events}): كم فيها من التعاون وكم من الصراع، وأي أنواع القوة استُعملت، وماذا تلا ماذا.` : 'لا أحداث بين طرفين في هذه الجداول.',
		facts: { events: 'الأحداث', dyads: 'الأزواج في كل اتجاه', actors: 'الأطراف', span: 'الأيام المرسومة', texts: 'النصوص', tables: 'المصدر' },
		and: '، ',
		pairs: (n, all, reasons) => `عدد أحداث الجدول ${all}، والمرسوم منها ${n}. وغير المرسوم: ${reasons.join('؛ ')}.`,
		reasons: { side: (n) => `ما ليس لكل من طرفيه بلد: ${n}`, day: (n) => `ما لا يوم له: ${n}`, code: (n) => `ما لا رمز له: ${n}` },
		outside: (n) => `أحداث أيامها أبكر أو أحدث بكثير، عددها ${n}، محسوبة لكنها غير مرسومة على الزمن.`,
		table: 'عرض الجدول',
		noEvents: 'لا أحداث بين طرفين، فلا شيء يُرسم هنا.',
		noTexts: 'لم يُعطَ جدول نصوص. مع جدول نصوص يبيّن هذا الجزء ما تتحدث عنه: أضف --texts.',
		noThemes: 'لا نص يذكر موضوعا من مواضيع الدبلوماسية الذكية أو الرقمية.',
		noCommunication: 'يقارن هذا الجزء بين زمنين: يحتاج إلى جدول أحداث ويوم يفصل بينهما. أضف --events و--turn.',
		noTurn: (turn) => `لا تقع الأيام المرسومة على جانبي ${turn}، فلا شيء يقارن: عيّن يوما آخر بالخيار --turn.`,
		noMeasure: 'لا يمكن أن تُعرف السهولة ولا السرعة ولا الدقة من هذه الأحداث.',
		noClaims: 'لا جدول أحداث أو نصوص أو حسابات تُختبر عليه الفرضيات: أضف --events أو --texts أو --accounts.',
		fewActors: 'ليس هناك طرفان لهما من الأحداث ما يكفي للمقارنة.',
		noSteps: 'لا زوج له أحداث في يومين، فلا شيء يتلو شيئا.',
		quadNames: { 1: 'تعاون لفظي', 2: 'تعاون فعلي', 3: 'صراع لفظي', 4: 'صراع فعلي' },
		strengths: { hard: 'صلبة', semihard: 'شبه صلبة', soft: 'ناعمة' },
		domains: { power: 'القوة', threat: 'التهديد', security: 'الأمن' },
		quad: {
			title: 'التعاون والصراع عبر الزمن',
			lead: (cooperation, conflict, most, period) => `التعاون ${cooperation} من الأحداث والصراع ${conflict}. أكثر الفترات أحداثا: ${period}، وأكثر الأنواع: ${most}.`,
			how: 'الأحداث في كل من الفئات الأربع بحسب قراءة GDELT لرموز CAMEO. الفترة الهادئة تعني أن المصدر لم يذكر شيئا.'
		},
		dyads: {
			title: 'كيف تعاملت الأزواج الأكثر نشاطا',
			lead: (a, b, cooperation, conflict) => `${a} و${b}: مجموع التعاون ${cooperation} ومجموع الصراع ${conflict} في الاتجاهين معا.`,
			how: 'مجاميع درجات غولدستين: التعاون فوق الخط والصراع تحته. اللون الداكن لأفعال طرف والفاتح لأفعال الآخر.',
			choose: 'الزوج', series: (from, to, what) => `${what}: ${from} ← ${to}`, cooperation: 'تعاون', conflict: 'صراع'
		},
		mix: {
			title: 'القوة الصلبة وشبه الصلبة والناعمة',
			lead: (soft, hard, trend) => `تشكل القوة الناعمة ${soft} من القوة في هذه الأحداث، والصلبة ${hard}. ${trend}`,
			trend: { up: 'حصة القوة الصلبة في النصف الثاني من الزمن أكبر منها في الأول.', down: 'حصة القوة الصلبة في النصف الثاني من الزمن أصغر منها في الأول.', same: 'حصة القوة الصلبة متقاربة في نصفي الزمن.' },
			how: 'أعلى درجة لكل حدث بين القوة والتهديد والأمن بحسب الترميز smartdip-1؛ وحصص الصلبة وشبه الصلبة والناعمة.'
		},
		grid: {
			title: 'خلايا القوة التسع',
			lead: (top, value) => `أكثر ما تحمله هذه الأحداث: ${top}، بمتوسط درجة ${value}.`,
			how: 'متوسط الدرجة لكل الأحداث، من 0 إلى 1.',
			columns: ['الخلية', 'الدرجة']
		},
		balance: {
			title: 'القوة الذكية: الصلبة والناعمة مقارنة بالجميع',
			lead: (names, n) => names ? `من بين ${n} من الأطراف، ما تزيد قوتاه الصلبة والناعمة كلتاهما في الحدث الواحد على متوسط الجميع (يُذكر خمسة على الأكثر): ${names}.` : `من بين ${n} من الأطراف، لا طرف يستعمل القوة الصلبة والناعمة كلتيهما في الحدث الواحد أكثر من متوسط الجميع.`,
			how: 'ما لكل طرف من صلب وناعم في الحدث الواحد مقسوما على ما للجميع: 1 هو المعتاد. ما فوق 1 على المحورين يجمع بين الصلب والناعم. الحجم عدد الأحداث.',
			x: 'الصلب مقارنة بالجميع', y: 'الناعم مقارنة بالجميع', smart: 'أكثر منهما معا', columns: ['الطرف', 'الأحداث', 'صلب', 'ناعم', 'الصلب مقارنة بالجميع', 'الناعم مقارنة بالجميع', 'رتبة القوة الذكية']
		},
		network: {
			title: 'من يتعامل مع من',
			lead: (a, b, n, share) => `أكثر زوج نشاطا ${a} و${b}، وعدد أحداثهما ${n}، أي ${share} من المرسوم.`,
			how: 'أكثر الأزواج نشاطا. العريض أحداثه كثيرة. أزرق حيث يغلب التعاون، وبرتقالي حيث يغلب الصراع.',
			columns: ['من', 'إلى', 'الأحداث', 'التعاون', 'الصراع']
		},
		transitions: {
			title: 'ماذا يتلو ماذا',
			lead: (conflict, cooperation) => `بعد فعل صراع يأتي من الطرف نفسه صراع مرة أخرى في ${conflict} من الخطوات، وبعد فعل تعاون يأتي الصراع في ${cooperation}.`,
			how: 'من كل يوم نشيط لطرف تجاه الآخر إلى يومه النشيط التالي، في كل الأزواج.',
			columns: ['أولا', 'ثم', 'الخطوات', 'الحصة من الأول']
		},
		themes: {
			title: 'عمّ تتحدث النصوص',
			lead: (n, top, share) => `أكثر المواضيع ذكرا: ${top}، في ${share} من النصوص (وعددها ${n}).`,
			how: 'كم نصا يذكر كل موضوع من مواضيع الدبلوماسية الذكية والرقمية.',
			columns: ['الموضوع', 'العائلة', 'النصوص', 'الحصة']
		},
		benefitRisk: {
			title: 'منافع الدبلوماسية الرقمية ومخاطرها',
			lead: (benefit, risk) => `كل نص معدود مرة لكل ما يسميه: ${benefit} للمنافع و${risk} للمخاطر.`,
			how: 'كم نصا يذكر كلا منها. يُحسب النص مرة لكل ما يذكره.',
			benefit: 'المنافع', risk: 'المخاطر', columns: ['المنفعة أو الخطر', 'النوع', 'النصوص', 'الحصة']
		},
		communication: {
			title: 'الاتصال قبل وبعد',
			lead: (turn, parts) => `قبل ${turn} وبعده: ${parts}.`,
			part: (name, before, after) => `${name} من ${before} إلى ${after}`,
			how: 'السهولة والسرعة والدقة من 0 إلى 1، كل منها متوسط ما يمكن قياسه في الأحداث وما ذُكر عنها.',
			names: { ease: 'السهولة', speed: 'السرعة', accuracy: 'الدقة' }, before: 'قبل', after: 'بعد', unknown: 'غير معروف', columns: ['المقياس', 'قبل', 'بعد']
		},
		claims: {
			title: 'فرضيات الأدبيات مختبرة على هذه البيانات',
			lead: (n, supported, contradicted, rest) => `من بين ${n} من الفرضيات: تؤيد هذه البيانات ${supported}، وتخالف ${contradicted}، وتترك ${rest} بلا حسم.`,
			how: 'كل فرضية وتقديرها ومجال الثقة 95% وعدد المشاهدات. بلا حسم: غير محسومة أو بياناتها قليلة.',
			verdicts: { 'contradicted': 'تخالفها', 'undecided': 'غير محسومة', 'too little data': 'بيانات قليلة', 'supported': 'تؤيدها' },
			columns: ['الفرضية', 'بالكلمات', 'الحكم', 'التقدير', 'الأدنى', 'الأعلى', 'p', 'n']
		},
		time: 'الزمن', quarter: (q, y) => `الربع ${q} من ${y}`, week: (d) => `أسبوع ${d}`,
		foot: (version, made, database) => `صُنع في ${made} بنسخة smartdip ${version} من قاعدة البيانات ${database}. لا شيء في هذه الصفحة يأتي من شبكة.`,
		licence: 'الرسوم: Apache ECharts 6.1.0، Copyright 2017-2026 The Apache Software Foundation، Apache License 2.0.'
	}
};
