import { expect, test } from 'vitest';
import {
  formatAxisGigabytes,
  formatBytes,
  formatDecimal,
  formatFixed,
  formatInteger,
  formatMemory,
  formatPercent,
  formatSignificant,
} from '../../../src/charts/format.ts';

test('numbers are written as in Brazil', () => {
  expect(formatInteger(6_738_415_616)).toBe('6.738.415.616');
  expect(formatDecimal(2.5)).toBe('2,5');
  expect(formatFixed(-2.5, 2)).toBe('−2,50');
  expect(formatSignificant(0.000622)).toBe('0,000622');
  expect(formatSignificant(1044.57)).toBe('1.045');
  expect(formatPercent(0.000622)).toBe('0,0622%');
  expect(formatSignificant(1.8e-13)).toBe('1,8\u00a0×\u00a010⁻¹³');
  expect(formatSignificant(-2.5e-9)).toBe('−2,5\u00a0×\u00a010⁻⁹');
  expect(formatSignificant(1e-9)).toBe('10⁻⁹');
  expect([formatSignificant(-0), formatFixed(-0.001, 2)]).toEqual(['0', '0,00']);
});

test('bytes take the unit in which they read best', () => {
  expect(formatBytes(512)).toBe('512\u00a0bytes');
  expect(formatBytes(67_108_864)).toBe('67,1\u00a0MB');
  expect(formatBytes(999_960_000)).toBe('1\u00a0GB');
  expect(formatBytes(13_476_831_232)).toBe('13,5\u00a0GB');
  expect(formatBytes(1.0446e12)).toBe('1,04\u00a0TB');
});

test('memory stays in gigabytes from one up, and takes a smaller unit below', () => {
  expect(formatMemory(1_044_570_570_752)).toBe('1.045\u00a0GB');
  expect(formatMemory(16_777_216)).toBe('16,8\u00a0MB');
  expect(formatMemory(0)).toBe('0\u00a0bytes');
  expect(formatAxisGigabytes(13_500_000_000)).toBe('13,5');
});
