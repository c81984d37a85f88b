import { excel } from '../../../platform/excel.ts';
import { fieldsOf } from '../layout/fields.ts';
import type { RosterKind } from '../layout/fields.ts';

const TITLES: Record<RosterKind, string> = { CADRES: '干部花名册', HOUSEHOLDS: '农户花名册' };
const TEXT_ROWS = 500;

/** A blank roster to fill in: the header that is recognised, cells set to text, and a second sheet that explains the columns. */
export async function writeBlankTemplate(kind: RosterKind): Promise<Buffer> {
  const { Workbook } = await excel();
  const book = new Workbook();
  const sheet = book.addWorksheet(TITLES[kind], { views: [{ state: 'frozen', ySplit: 1 }] });
  const fields = fieldsOf(kind);
  sheet.columns = fields.map(({ label }) => ({
    header: label,
    width: Math.max(12, label.length * 2 + 6),
    style: { numFmt: '@' },
  }));
  sheet.getRow(1).font = { bold: true };
  for (let row = 2; row <= TEXT_ROWS; row++) {
    for (let column = 1; column <= fields.length; column++) sheet.getCell(row, column).numFmt = '@';
  }
  const help = book.addWorksheet('填写说明');
  help.columns = [
    { header: '这一列', width: 18 },
    { header: '必填', width: 8 },
    { header: '这样填', width: 28 },
  ];
  help.getRow(1).font = { bold: true };
  for (const { label, required, example } of fields) help.addRow([label, required ? '是' : '', example]);
  help.addRow([]);
  help.addRow(['证件号码和户编号要存成文本：存成数字会丢末 3 位，这样的行会退回。']);
  if (kind === 'CADRES')
    help.addRow(['一个人帮几户就写几行；后面的行可以只填帮扶户，前面空着就是照上一行。']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export function templateFileName(kind: RosterKind): string {
  return `${TITLES[kind]}（空白模板）.xlsx`;
}
