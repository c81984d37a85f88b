const SENTENCES = {
  OLD_FORMAT: '这是旧格式的表（.xls 或 .et）。请另存为 .xlsx，再传一次',
  OTHER_FORMAT: '这不是 .xlsx 表。用 Excel 或 WPS 打开，请另存为 .xlsx，再传一次',
  PASSWORD_PROTECTED: '这个表设了打开密码。请去掉密码，另存一份再传',
  NOT_A_WORKBOOK: '这个文件不是表格。请选 .xlsx 或 .csv 花名册',
  DAMAGED: '这个表打不开，可能没传完或已损坏。用 Excel 或 WPS 打开看看，另存一份再传',
  EMPTY: '这个文件是空的，里面没有一行数据。请选填好的花名册',
  NO_ROWS: '表里只有表头，下面没有一行数据。填好再传；数据在别的工作表里，就把它挪到第一个',
  TOO_LARGE: '这个文件太大，最多 20 MB。请按镇分成几个表，分开传',
  TOO_MANY_ROWS: '这个表的行太多，一次最多 200,000 行。请按县或按镇分成几个表，分开传',
  ZIP_BOMB: '这个表解开后大得不正常，没有读它。请把花名册复制到一个新表里，另存再传',
  NO_KNOWN_COLUMN: '这个表里没有认得的列。请对照空白模板的表头，或换一个表',
  WRONG_ROSTER: '表头像是另一种花名册。请看看是不是选错了：干部归干部，农户归农户',
} as const;

export type RefusalCode = keyof typeof SENTENCES;

/** A file that isn't read at all: one stable code, one sentence for people. */
export class WorkbookRefusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, options?: ErrorOptions) {
    super(SENTENCES[code], options);
    this.name = 'WorkbookRefusal';
    this.code = code;
  }
}
