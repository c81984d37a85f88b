import { describe, expect, it } from 'vitest';
import { dark, light, type Tokens } from './tokens.ts';

const channel = (value: number) => {
  const c = value / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex: string) => {
  const n = Number.parseInt(hex.slice(1), 16);
  return 0.2126 * channel(n >> 16) + 0.7152 * channel((n >> 8) & 255) + 0.0722 * channel(n & 255);
};
const contrast = (a: string, b: string) => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (hi + 0.05) / (lo + 0.05);
};

describe.each([
  ['light', light],
  ['dark', dark],
] as [string, Tokens][])('%s tokens', (_, t) => {
  const grounds = { paper: t.paper, surface: t.surface, sub: t.sub };

  it.each(Object.entries(grounds))('text reads on %s (AA, 4.5)', (_name, ground) => {
    for (const ink of [t.ink, t.ink2, t.ink3, t.accent, t.red.text, t.yellow.text, t.green.text])
      expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it('ink reads on every tint, and each lamp’s word on its own', () => {
    for (const tint of [t.accentTint, t.red.tint, t.yellow.tint, t.green.tint])
      for (const ink of [t.ink, t.ink2, t.ink3])
        expect(contrast(ink, tint), `${ink} on ${tint}`).toBeGreaterThanOrEqual(4.5);
    for (const lamp of [t.red, t.yellow, t.green])
      expect(contrast(lamp.text, lamp.tint)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t.accent, t.accentTint)).toBeGreaterThanOrEqual(4.5);
  });

  it('the contained button and the toast read', () => {
    expect(contrast(t.onAccent, t.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t.onAccent, t.accentHover)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t.onToast, t.toast)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t.toastAccent, t.toast)).toBeGreaterThanOrEqual(4.5);
  });

  it('glyphs and input borders stand out (3:1)', () => {
    for (const mark of [t.edge, t.red.glyph, t.yellow.glyph, t.green.glyph])
      expect(contrast(mark, t.surface), `${mark} on surface`).toBeGreaterThanOrEqual(3);
  });

  it('numbers read on every step of the ramp; the text flips at step 3 (5.2, rounded)', () => {
    t.ramp.forEach((step, i) =>
      expect(contrast(i < 3 ? t.ink : t.rampInk, step), `step ${i}`).toBeGreaterThanOrEqual(5.15),
    );
  });
});
