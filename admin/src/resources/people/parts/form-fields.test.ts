import { expect, it } from 'vitest';
import { changesOf, missingOf, textOf, type FormField } from './form-fields.ts';

const fields: FormField[] = [
  { name: 'name', label: '姓名', required: true },
  { name: 'size', label: '人口', kind: 'number' },
  { name: 'phone', label: '电话' },
];
const start = textOf(fields, { name: '柯昌富', size: 4 });

it('sends only what was touched; emptied is null, a number is a number', () => {
  expect(start).toEqual({ name: '柯昌富', size: '4', phone: '' });
  expect(changesOf(fields, start, start)).toEqual({});
  expect(changesOf(fields, start, { name: ' 柯昌贵 ', size: '5', phone: '' })).toEqual({
    name: '柯昌贵',
    size: 5,
  });
  expect(changesOf(fields, { ...start, phone: '1' }, start)).toEqual({ phone: null });
});

it('names what is missing', () => expect(missingOf(fields, { name: ' ' })).toEqual({ name: '请填姓名' }));
