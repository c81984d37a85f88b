import type ExcelJS from 'exceljs';

/** Loaded when the first workbook is written: with all that it brings along it takes 12 MB, and many a day nobody asks for one. */
export const excel = async (): Promise<typeof ExcelJS> => (await import('exceljs')).default;
