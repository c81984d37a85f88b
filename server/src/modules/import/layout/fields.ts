/** The two rosters. */
export type RosterKind = 'CADRES' | 'HOUSEHOLDS';

export type CadreField =
  | 'unit'
  | 'name'
  | 'sex'
  | 'identity'
  | 'rank'
  | 'phone'
  | 'claimHead'
  | 'claimCounty'
  | 'claimTown'
  | 'claimVillage'
  | 'claimFrom'
  | 'remark';

export type HouseholdField =
  | 'number'
  | 'county'
  | 'town'
  | 'village'
  | 'group'
  | 'head'
  | 'identity'
  | 'size'
  | 'cause'
  | 'status'
  | 'phone'
  | 'remark';

export type Field = CadreField | HouseholdField;

/** What a column of a roster can mean, and the headers that offices give it (compared without spaces, signs and brackets). */
export interface FieldDefinition {
  field: Field;
  label: string;
  required: boolean;
  /** A blank cell says "as above": the cells were merged, or nobody types it twice. */
  carries: boolean;
  aliases: string[];
  example: string;
}

const column = (
  field: Field,
  label: string,
  options: Partial<Pick<FieldDefinition, 'required' | 'carries'>>,
  example: string,
  aliases: string[],
): FieldDefinition => ({
  field,
  label,
  required: false,
  carries: false,
  ...options,
  example,
  aliases: [label, ...aliases],
});

const CADRES: FieldDefinition[] = [
  column('unit', '单位', { required: true, carries: true }, '平利县水利局', [
    '单位名称',
    '工作单位',
    '所在单位',
    '帮扶单位',
    '干部单位',
    '部门',
    '单位全称',
    '帮扶干部单位',
    '结对干部单位',
  ]),
  column('name', '姓名', { required: true }, '储召平', [
    '干部姓名',
    '帮扶干部',
    '帮扶干部姓名',
    '干部',
    '帮扶人',
    '帮扶责任人',
    '结对干部',
    '结对干部姓名',
    '人员姓名',
    '责任人姓名',
  ]),
  column('sex', '性别', {}, '男', ['干部性别']),
  column('identity', '身份证号码', {}, '610926198001010018', [
    '身份证号',
    '身份证',
    '证件号码',
    '证件号',
    '公民身份号码',
    '公民身份证号',
    '干部身份证号',
    '干部身份证号码',
    '干部证件号码',
    '居民身份证号码',
  ]),
  column('rank', '职级', {}, '四级主任科员', [
    '职务',
    '职务职级',
    '职级职务',
    '行政级别',
    '级别',
    '职称',
    '现任职务',
    '干部职务',
    '职务级别',
    '职务及职级',
  ]),
  column('phone', '联系电话', {}, '13800000000', [
    '电话',
    '手机',
    '手机号',
    '手机号码',
    '电话号码',
    '联系方式',
    '干部电话',
    '干部联系电话',
    '移动电话',
    '联系电话手机',
  ]),
  column('claimHead', '帮扶户主', {}, '罗显贵', [
    '帮扶户',
    '帮扶户主姓名',
    '帮扶户姓名',
    '户主',
    '户主姓名',
    '帮扶对象',
    '帮扶对象姓名',
    '结对户主',
    '结对户',
    '结对户主姓名',
    '贫困户',
    '贫困户户主',
    '贫困户姓名',
    '包户户主',
    '帮扶贫困户',
    '联系户',
    '联系户户主',
    '帮扶对象户主',
    '帮扶户户主',
    '帮扶户户主姓名',
    '所帮扶户主',
  ]),
  column('claimCounty', '帮扶户所在县', {}, '平利县', [
    '帮扶户县',
    '帮扶县',
    '户所在县',
    '帮扶户县区',
    '帮扶户所在县区',
    '县',
    '县区',
  ]),
  column('claimTown', '帮扶户所在镇', {}, '正阳镇', [
    '帮扶镇',
    '帮扶户镇',
    '户所在镇',
    '结对户所在镇',
    '所在镇',
    '镇',
    '乡镇',
    '镇办',
    '帮扶户乡镇',
    '帮扶户所在乡镇',
    '帮扶对象镇',
    '帮扶户镇办',
  ]),
  column('claimVillage', '帮扶户所在村', {}, '让河村', [
    '帮扶村',
    '帮扶户村',
    '户所在村',
    '结对户所在村',
    '所在村',
    '村',
    '行政村',
    '村社区',
    '帮扶户行政村',
    '帮扶对象村',
    '帮扶户村社区',
  ]),
  column('claimFrom', '结对日期', {}, '2026-01-01', [
    '结对时间',
    '帮扶开始时间',
    '帮扶起始时间',
    '开始日期',
    '帮扶时间',
    '帮扶日期',
    '交友日期',
    '结对交友时间',
    '开始帮扶时间',
  ]),
  column('remark', '备注', {}, '', ['说明', '备注说明', '其他']),
];

const HOUSEHOLDS: FieldDefinition[] = [
  column('number', '户编号', {}, '610926105201000001', [
    '户编码',
    '户号',
    '农户编号',
    '贫困户编号',
    '家庭编号',
    '户代码',
    '编号',
  ]),
  column('county', '县', { carries: true }, '平利县', [
    '县区',
    '区县',
    '县市区',
    '县名',
    '所在县',
    '县市',
    '所属县区',
  ]),
  column('town', '镇', { carries: true }, '正阳镇', [
    '乡镇',
    '镇办',
    '镇名',
    '所在镇',
    '乡',
    '乡镇街道',
    '街道',
    '镇乡',
    '镇街',
    '所属乡镇',
  ]),
  column('village', '村', { required: true, carries: true }, '让河村', [
    '行政村',
    '村社区',
    '村名',
    '所在村',
    '村委会',
    '社区',
    '村居',
    '村民委员会',
    '所属村',
  ]),
  column('group', '村民小组', {}, '3组', ['组', '小组', '村组', '自然村', '组别', '所在组', '自然村组']),
  column('head', '户主姓名', { required: true }, '罗显贵', [
    '户主',
    '姓名',
    '户主名',
    '农户姓名',
    '贫困户姓名',
    '农户户主',
    '户主名字',
  ]),
  column('identity', '户主证件号码', {}, '610926196001010012', [
    '证件号码',
    '身份证号码',
    '身份证号',
    '户主身份证号',
    '户主身份证号码',
    '证件号',
    '户主证件号',
    '户主身份证',
    '身份证',
    '残疾证号',
    '公民身份号码',
  ]),
  column('size', '家庭人口', {}, '4', [
    '人口',
    '家庭人口数',
    '人口数',
    '人数',
    '家庭人数',
    '户人口',
    '家庭成员数',
    '家庭人口人',
  ]),
  column('cause', '主要致贫原因', {}, '因病', [
    '致贫原因',
    '主要原因',
    '致贫主因',
    '贫困原因',
    '致贫返贫原因',
    '风险类型',
  ]),
  column('status', '脱贫属性', {}, '未脱贫', [
    '脱贫情况',
    '脱贫状态',
    '贫困状态',
    '户类型',
    '贫困户属性',
    '属性',
    '农户类型',
    '户属性',
    '监测对象类别',
    '贫困属性',
    '脱贫标志',
  ]),
  column('phone', '联系电话', {}, '13900000000', [
    '电话',
    '手机',
    '手机号',
    '手机号码',
    '电话号码',
    '联系方式',
    '户主电话',
    '户主联系电话',
  ]),
  column('remark', '备注', {}, '', ['说明', '备注说明', '其他']),
];

export function fieldsOf(kind: RosterKind): readonly FieldDefinition[] {
  return kind === 'CADRES' ? CADRES : HOUSEHOLDS;
}

export function labelOf(kind: RosterKind, field: Field): string {
  return fieldsOf(kind).find((definition) => definition.field === field)?.label ?? field;
}

/** Headers of columns that a returned workbook adds; uploaded again they are known and left alone. */
export const ROW_NUMBER_HEADER = '原行号';
export const REASON_SUFFIX = '退回原因';

/** Columns that rosters carry for the eye only. */
const FOR_THE_EYE = new Set(['序号', '序', '编次', '行号', ROW_NUMBER_HEADER]);

/** True for a column that is never a field, so that the importer isn't asked about it. */
export function isKnownExtra(header: string): boolean {
  return FOR_THE_EYE.has(header) || header.endsWith(REASON_SUFFIX);
}
