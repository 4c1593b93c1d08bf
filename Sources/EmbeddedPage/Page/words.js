'use strict';

// Every word that the page says, in both of its languages.
const WORDS = {
  zh: {
    name: '事件审阅', table: '列表', timeline: '时间线', matrix: '往来', views: '视图', skip: '跳到事件列表',
    filters: '筛选', search: '搜索事件', searchHint: '搜索人名、地名、原文（简繁皆可）', from: '从', to: '至', sort: '排序',
    events: '事件', detail: '事件详情', download: '下载', downloadMore: '标注', keys: '键盘操作', language: 'English', languageName: '切换到英文',
    kind: '类型', status: '状态', party: '参与方', source: '来源', mark: '审阅', date: '日期', mode: '方式', place: '地点',
    country: '所属', event: '事件', people: '人物', salience: '重要性', parties: '参与方', title: '标题',
    call: '通话', visit: '访问', summit: '峰会', conference: '会议', meeting: '会见',
    phone: '电话', video: '视频',
    held: '已举行', planned: '计划中', proposed: '提议', cancelled: '已取消', denied: '被否认',
    main: '主要', secondary: '次要', background: '背景',
    open: '未审', accepted: '接受', corrected: '已更正', rejected: '否决', added: '补录',
    accept: '接受', correct: '更正', reject: '否决', undo: '撤销', save: '保存', cancel: '放弃', add: '添加', remove: '移除',
    addEvent: '补录本文遗漏的事件', newEvent: '补录的事件', edit: '编辑', deleteEvent: '删除补录',
    clear: '全部清除', close: '关闭', previous: '上一条', next: '下一条', find: '查找…', noDate: '日期不明', 
    noSource: '来源不明', noMatch: '没有符合条件的事件。', none: '无', 
    countAll: '{all} 条事件', countSome: '{some} / {all} 条事件', summary: '{events} 条事件 · {articles} 篇报道 · {parties} 方',
    markedCount: '已审 {done} / {all}', sorted: '按{column}{order}排列', ascending: '升序', descending: '降序',
    why: '依据', article: '原文', frame: '句式', trigger: '触发词', openArticle: '查看来源', 
    confidence: '把握', inferredPerson: '由职务推定', as: '原文作', original: '机器结果', partOf: '属于', 
    role: '身份', participant: '参与', visitor: '来访', host: '东道', chair: '主持', attendee: '陪同',
    stated: '原文写明', relative: '推算', inferred: '推断', about: '约{day}', fromDay: '{day}起', untilDay: '至{day}', dateFrom: '据“{text}”',
    tables: {parties: '参与方', places: '地点', offices: '职务', people: '人物', meetings: '事件词', cues: '提示词', frames: '句式', dates: '日期'},
    past: '若已发生', future: '若在将来', anchors: {publication: '据发布日 {day} 推算', dateline: '据电头 {day} 推算', earlier: '据前文“{text}”（{day}）推算'},
    uses: {dateline: '电头', citation: '引用时间'}, roles: {since: '自此以后', until: '至此为止', duration: '时长', vague: '模糊时间'},
    noArticle: '本页没有这篇报道的原文。', 
    timelineNote: '每格一个月，条高为事件数；点一下只看这个月。', undated: '{n} 条事件没有日期，不在图中。', month: '{year}年{month}月', eventsIn: '{kind}，{n} 条',
    matrixNote: '格中是两方同时参与的事件数；点一下只看这两方。对角线是一方的事件总数。', most: '最活跃的', pair: '{a} × {b}', matrixCaption: '各方往来',
    pairLabel: '{a}与{b}：{n} 条', totalLabel: '{a}：共 {n} 条',
    marked: '{mark}：{title}', unmarked: '已撤销：{title}', saved: '更正已保存', stored: '标注保存在这个浏览器里。', notStored: '浏览器不让本页存储，请在关闭前下载标注。',
    nothingDone: '还没有一篇报道的事件全部审完，没有可下载的标注。', downloaded: '已下载 {docs} 篇报道的标注。', partly: '{n} 篇只审了一部分，没有包括在内。',
    badDate: '日期请写作 2023-08-31、2023-08、2023、2023-08-31/2023-09-02 或 2023-08-31/..', badParty: '没有代码为 {code} 的参与方', needParty: '请至少写一方',
    dateHelp: 'EDTF，如 2023-08-31、2023-08、2023-08-31/..', partiesHelp: '代码，以逗号分开，如 CHN, KOR', personName: '姓名', personParty: '所属方', placeName: '城市或地点', placeCountry: '国家或地区',
    notSet: '（无）', unfold: '展开 {n} 段', seeTable: '在列表中查看', keysTitle: '键盘操作',
    keyList: [['/', '搜索'], ['↑ ↓ · J K', '上下移动'], ['Enter', '打开详情'], ['A', '接受'], ['C', '更正'], ['R', '否决'], ['U', '撤销审阅'], ['Esc', '关闭'], ['Tab', '在原文中按 ← → 逐一查看标记']],
    helpNote: '一篇报道的所有事件都审过之后，它才会进入下载的标注：接受和更正的写入，否决的略去。',
  },
  en: {
    name: 'Event review', table: 'Table', timeline: 'Timeline', matrix: 'Matrix', views: 'Views', skip: 'Skip to the events',
    filters: 'Filters', search: 'Search events', searchHint: 'Search, in 简 or 繁', from: 'From', to: 'to', sort: 'Sort',
    events: 'Events', detail: 'Event', download: 'Download', downloadMore: ' labels', keys: 'Keyboard', language: '中文', languageName: 'Switch to Chinese',
    kind: 'Kind', status: 'Status', party: 'Party', source: 'Source', mark: 'Review', date: 'Date', mode: 'Mode', place: 'Place',
    country: 'Country', event: 'Event', people: 'People', salience: 'Salience', parties: 'Parties', title: 'Title',
    call: 'Call', visit: 'Visit', summit: 'Summit', conference: 'Conference', meeting: 'Meeting',
    phone: 'phone', video: 'video',
    held: 'held', planned: 'planned', proposed: 'proposed', cancelled: 'cancelled', denied: 'denied',
    main: 'main', secondary: 'secondary', background: 'background',
    open: 'Open', accepted: 'Accepted', corrected: 'Corrected', rejected: 'Rejected', added: 'Added',
    accept: 'Accept', correct: 'Correct', reject: 'Reject', undo: 'Undo', save: 'Save', cancel: 'Cancel', add: 'Add', remove: 'Remove',
    addEvent: 'Add an event that is missing here', newEvent: 'Added event', edit: 'Edit', deleteEvent: 'Delete',
    clear: 'Clear all', close: 'Close', previous: 'Previous', next: 'Next', find: 'Find…', noDate: 'no date', 
    noSource: 'no source', noMatch: 'No event fits.', none: 'none', 
    countAll: '{all} events', countSome: '{some} of {all} events', summary: '{events} events · {articles} articles · {parties} parties',
    markedCount: '{done} of {all} reviewed', sorted: 'Sorted by {column}, {order}', ascending: 'ascending', descending: 'descending',
    why: 'Why', article: 'Article', frame: 'frame', trigger: 'trigger', openArticle: 'Open source', 
    confidence: 'Confidence', inferredPerson: 'inferred from the office', as: 'in the text', original: 'as extracted', partOf: 'Part of', 
    role: 'Role', participant: 'participant', visitor: 'visitor', host: 'host', chair: 'chair', attendee: 'attendee',
    stated: 'stated', relative: 'resolved', inferred: 'inferred', about: 'about {day}', fromDay: 'from {day}', untilDay: 'until {day}', dateFrom: 'from “{text}”',
    tables: {parties: 'party', places: 'place', offices: 'office', people: 'person', meetings: 'event word', cues: 'cue', frames: 'frame', dates: 'date'},
    past: 'if past', future: 'if to come', anchors: {publication: 'counted from the publication day, {day}', dateline: 'counted from the dateline, {day}', earlier: 'counted from “{text}” before ({day})'},
    uses: {dateline: 'dateline', citation: 'dates a citation'}, roles: {since: 'from then on', until: 'until then', duration: 'length', vague: 'vague'},
    noArticle: 'The text of this article is not in the page.', 
    timelineNote: 'One step a month, the bar as high as its events; click to see that month alone.', undated: '{n} events have no date and are not drawn.', month: '{year}-{month}', eventsIn: '{kind}, {n}',
    matrixNote: 'Each cell counts the events that both take part in; click to see them. The diagonal is a party’s total.', most: 'Most active', pair: '{a} × {b}', matrixCaption: 'Who deals with whom',
    pairLabel: '{a} and {b}: {n}', totalLabel: '{a}: {n} in all',
    marked: '{mark}: {title}', unmarked: 'Undone: {title}', saved: 'Correction saved', stored: 'Marks stay in this browser.', notStored: 'The browser lets this page store nothing: download the labels before you close it.',
    nothingDone: 'No article has all of its events reviewed yet, so there are no labels to download.', downloaded: 'Labels of {docs} articles downloaded.', partly: '{n} are reviewed in part and left out.',
    badDate: 'Write a date as 2023-08-31, 2023-08, 2023, 2023-08-31/2023-09-02 or 2023-08-31/..', badParty: 'No party has the code {code}', needParty: 'Name one party at least',
    dateHelp: 'EDTF: 2023-08-31, 2023-08, 2023-08-31/..', partiesHelp: 'Codes with commas between: CHN, KOR', personName: 'Name', personParty: 'Party', placeName: 'City or site', placeCountry: 'Country',
    notSet: '(none)', unfold: 'Show {n} paragraphs', seeTable: 'See in the table', keysTitle: 'Keyboard',
    keyList: [['/', 'search'], ['↑ ↓ · J K', 'move'], ['Enter', 'open'], ['A', 'accept'], ['C', 'correct'], ['R', 'reject'], ['U', 'undo the mark'], ['Esc', 'close'], ['Tab', 'into the article, then ← → from mark to mark']],
    helpNote: 'An article enters the downloaded labels once all of its events are marked: those accepted or corrected are written, those rejected left out.',
  },
};

const KINDS = ['call', 'visit', 'summit', 'conference', 'meeting'];
const STATUSES = ['held', 'planned', 'proposed', 'cancelled', 'denied'];
const MODES = ['phone', 'video'];
const SALIENCES = ['main', 'secondary', 'background'];
const MARKS = ['open', 'accepted', 'corrected', 'rejected', 'added'];

const Language = {
  name: 'en',
  choose(name) {
    this.name = name;
    document.documentElement.lang = name === 'zh' ? 'zh-Hans' : 'en';
  },
  get other() { return this.name === 'zh' ? 'en' : 'zh'; },
};

// A word, with what stands in braces filled in.
function say(key, values) {
  const word = key.split('.').reduce((at, part) => at && at[part], WORDS[Language.name]);
  if (typeof word !== 'string') return String(key);
  return values ? word.replace(/\{(\w+)\}/g, (_, name) => String(values[name])) : word;
}

const number = n => n.toLocaleString(Language.name === 'zh' ? 'zh-Hans' : 'en');
