/** What the codes of people are called on pages. */
export const CADRE_STATUS = {
  ACTIVE: '在岗',
  ON_LEAVE: '请假',
  ILL: '病休',
  SECONDED: '借调中',
  RETIRED: '已退休',
  LEFT: '已离职',
  DECEASED: '已去世',
} as const;

export const CADRE_KIND = {
  OFFICIAL: '干部',
  ENTERPRISE: '企业人士',
  MASS_ORGANISATION: '群团人士',
  PHILANTHROPIST: '爱心人士',
  MIGRANT_ENTREPRENEUR: '返乡能人',
} as const;

export const RANK = {
  COUNTY_LEADER: '县处级',
  SECTION_HEAD: '科级正职',
  SECTION_DEPUTY: '科级副职',
  STAFF: '科员',
  TECHNICAL: '专技和工勤',
} as const;

export const UNIT_LEVEL: Readonly<Record<string, string>> = {
  MUNICIPAL: '市直',
  COUNTY: '县直',
  TOWN: '镇',
  VERTICAL: '垂管',
};

export const UNIT_FIELD: Readonly<Record<string, string>> = {
  HEALTH: '卫生健康',
  EDUCATION: '教育',
  AGRICULTURE: '农业农村',
  EMPLOYMENT: '就业',
  HOUSING: '住房',
  TRANSPORT: '交通',
  WELFARE: '民政救助',
  OTHER: '其他',
};

export const SEX = { M: '男', F: '女' } as const;

export const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const ACTIONS: Readonly<Record<string, string>> = {
  'household.edit': '改了资料',
  'household.death': '记了去世',
  'household.changeHead': '换了户主',
  'household.move': '迁了村',
  'household.split': '分了户',
  'household.splitOff': '从别户分出来',
  'household.merge': '并进来一户',
  'household.mergeInto': '并到了另一户',
  'household.undoSplit': '撤销分户',
  'household.undoMerge': '撤销并户',
  'member.add': '添了家庭成员',
  'member.edit': '改了家庭成员',
  'person.reveal': '看了全号',
  'person.disclose': '导出了全号',
  'cadre.register': '登记',
  'cadre.edit': '改了资料',
  'cadre.setStatus': '改了状态',
  'cadre.transfer': '调动',
  'cadre.second': '借调',
  'cadre.endSecondment': '结束借调',
  'cadre.editPosting': '改了任职',
  'cadre.handOver': '交接了结对',
  'cadre.scheduleHandover': '预定了交接',
  'cadre.withdrawHandover': '撤销了预定的交接',
  'cadre.handoverRefused': '预定的交接没办成',
  'kin.declare': '申报亲属',
  'kin.declareNone': '声明没有亲属',
  'kin.withdraw': '撤回亲属申报',
  'account.issueCode': '发了登录码',
  'account.disable': '停用账号',
  'account.enable': '启用账号',
  'account.loseGrants': '收回单位身份',
  'cadre.reclassify': '职级类别跟着改',
  'unit.register': '登记',
  'unit.edit': '改了资料',
  'unit.assignVillage': '安排包村',
  'unit.endAssignment': '结束包村',
  'identity.collision': '号码待核查',
  'programmeYear.open': '开了年度',
  'programmeYear.change': '改了年度',
  'rankMap.change': '改了职级对照',
  'figures.change': '改了登录和限额',
  'dictionary.add': '字典添了一项',
  'dictionary.edit': '改了字典',
  'dictionary.reweigh': '按新的权重重算完了',
  'municipalPlace.send': '派了市直名额',
  'municipalPlace.sendCadres': '派去了干部',
  'municipalPlace.takeBackCadres': '收回了干部',
  'municipalCadre.send': '市里派到县',
  'municipalCadre.takeBack': '市里收回',
};
export const actionWord = (action: string): string => ACTIONS[action] ?? '改动';

const FIELDS: Readonly<Record<string, string>> = {
  number: '户编号',
  headName: '户主',
  villageGroup: '组',
  povertyStatus: '脱贫属性',
  cause: '致贫原因',
  size: '人口',
  moved: '换了户的人数',
  remark: '备注',
  eligible: '算空白',
  endedOn: '结束',
  name: '姓名',
  relation: '关系',
  sex: '性别',
  birthDate: '出生',
  identity: '证件号码',
  phone: '电话',
  phoneWorksOn: '打得通',
  leftOn: '迁出',
  diedOn: '去世',
  kind: '类别',
  rankTitle: '职级',
  rank: '职级类别',
  status: '状态',
  on: '从何时起',
  from: '从何时起',
  to: '到何时止',
  level: '层级',
  field: '看了',
  village: '村',
  shown: '号码',
  disclosure: '导出编号',
  exported: '导出了',
  grants: '身份',
  postingTitle: '这段的职级',
  places: '名额',
  cadres: '几名干部',
  county: '县',
  year: '年度',
  confirmBy: '确认截止',
  householdCap: '一户最多',
  people: '跟着改的人',
  failuresBeforeLock: '连错几次锁',
  lockMinutes: '锁几分钟',
  idleMinutes: '闲置几分钟退出',
  sessionHours: '一次登录最多几小时',
  codeDays: '登录码几天有效',
  casesADay: '一人一天几个号码待核查',
  rowsAlone: '完整信息一人最多导出几行',
  label: '名称',
  aliases: '名册也写',
  registered: '算建档立卡或监测户',
  weight: '权重',
  total: '看了几户',
  changed: '变了几户',
  households: '几户',
  successors: '接手几人',
  retain: '仍做朋友',
};
/** The name of a recorded field; undefined for identifiers, which tell a person nothing. */
export const fieldWord = (field: string): string | undefined =>
  FIELDS[field] ?? (/\p{Script=Han}/u.test(field) ? field : undefined); // a page may have put it in words already

const VALUES: Readonly<Record<string, string>> = {
  ...CADRE_STATUS,
  ...RANK,
  ...UNIT_LEVEL,
  M: '男',
  F: '女',
  true: '是',
  false: '否',
  PHONE: '电话',
  IDENTITY: '证件号码',
  REMARK: '备注',
};
export const valueWord = (value: string | null): string =>
  value === null
    ? '空'
    : value
        .split('、')
        .map((one) => VALUES[one] ?? one)
        .join('、');

/** Whole years between a birth date and a day. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
