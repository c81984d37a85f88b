/** Dictionary entries with validity; `aliases` are what rosters write. */
export interface DictionaryEntry {
  dictionary: 'POVERTY_STATUS' | 'POVERTY_CAUSE' | 'OFFICE_NAME' | 'RELATION';
  code: string;
  label: string;
  aliases?: string[];
  from?: string;
  to?: string;
  /** Of a status: whether it makes a household registered poor or monitored. */
  registered?: boolean;
  /** Of such a status how hard off it is, 0 to 50; of a cause how much a friend can do about it, 0 to 15. */
  weight?: number;
}

type Row = [code: string, label: string, aliases?: string[], from?: string, to?: string];

const entries = (dictionary: DictionaryEntry['dictionary'], rows: Row[]): DictionaryEntry[] =>
  rows.map(([code, label, aliases, from, to]) => ({ dictionary, code, label, aliases, from, to }));

const statuses = (rows: [weight: number | null, ...row: Row][]): DictionaryEntry[] =>
  rows.flatMap(([weight, ...row]) =>
    entries('POVERTY_STATUS', [row]).map((entry) =>
      weight === null ? { ...entry, registered: false } : { ...entry, registered: true, weight },
    ),
  );

const causes = (rows: [weight: number, ...row: Row][]): DictionaryEntry[] =>
  rows.flatMap(([weight, ...row]) => entries('POVERTY_CAUSE', [row]).map((entry) => ({ ...entry, weight })));

export const dictionaries: DictionaryEntry[] = [
  ...statuses([
    [45, 'NOT_LIFTED', '未脱贫', ['贫困户', '在册贫困户']],
    [35, 'TO_BE_LIFTED', '预脱贫', ['拟脱贫', '计划脱贫']],
    [10, 'LIFTED', '已脱贫', ['脱贫户', '脱贫', '稳定脱贫']],
    [45, 'RETURNED', '返贫', ['返贫户']],
    [30, 'MONITORED_UNSTABLE', '脱贫不稳定户', ['不稳定户'], '2020-03-20'],
    [25, 'MONITORED_EDGE', '边缘易致贫户', ['边缘户'], '2020-03-20'],
    [50, 'MONITORED_HARDSHIP', '突发严重困难户', ['突发困难户'], '2021-05-14'],
    [null, 'NOT_REGISTERED', '一般农户', ['非贫困户', '一般户']],
  ]),
  ...causes([
    [15, 'ILLNESS', '因病', ['因病致贫', '大病']],
    [15, 'DISABILITY', '因残', ['残疾', '因残致贫']],
    [10, 'SCHOOLING', '因学', ['因学致贫', '上学']],
    [12, 'DISASTER', '因灾', ['因灾致贫', '灾害']],
    [5, 'LAND', '缺土地'],
    [5, 'WATER', '缺水'],
    [5, 'SKILL', '缺技术', ['无技术']],
    [10, 'LABOUR', '缺劳动力', ['缺劳力', '无劳动力']],
    [5, 'FUNDS', '缺资金', ['无资金']],
    [5, 'TRANSPORT', '交通条件落后', ['交通落后', '交通不便']],
    [5, 'MOTIVATION', '自身发展动力不足', ['动力不足', '发展动力不足']],
    [5, 'OTHER', '其他', ['其它']],
  ]),
  ...entries('OFFICE_NAME', [
    ['PROGRAMME_OFFICE', '市脱贫办', [], undefined, '2021-06-30'],
    ['PROGRAMME_OFFICE_2021', '市乡村振兴局', [], '2021-06-30'],
  ]),
  ...entries('RELATION', [
    ['HEAD', '户主', ['本人']],
    ['SPOUSE', '配偶', ['妻子', '丈夫', '妻', '夫', '之妻', '之夫']],
    ['SON', '儿子', ['子', '长子', '次子', '三子', '之子']],
    ['DAUGHTER', '女儿', ['女', '长女', '次女', '之女']],
    ['DAUGHTER_IN_LAW', '儿媳', ['之儿媳']],
    ['SON_IN_LAW', '女婿', ['之女婿']],
    ['FATHER', '父亲', ['父', '之父']],
    ['MOTHER', '母亲', ['母', '之母']],
    ['GRANDCHILD', '孙子女', ['孙子', '孙女', '之孙子', '之孙女']],
    ['SIBLING', '兄弟姐妹', ['兄', '弟', '姐', '妹']],
    ['OTHER', '其他', ['其它']],
  ]),
];
