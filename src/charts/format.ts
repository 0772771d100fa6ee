/** Numbers as Brazilians write them: the same on the server and in the browser. */

const cache = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = cache.get(key) ?? new Intl.NumberFormat('pt-BR', options);
  cache.set(key, known);
  return known;
}

/** Written with a true minus sign, as wide as a digit; what rounds to zero has no sign. */
function write(value: number, options: Intl.NumberFormatOptions): string {
  return formatter({ signDisplay: 'negative', ...options })
    .format(value)
    .replace('-', '−');
}

/** `6738415616` -> `6.738.415.616`. */
export function formatInteger(value: number): string {
  return write(value, { maximumFractionDigits: 0 });
}

/** At most `digits` decimals, none that say nothing: `2.50` -> `2,5`. */
export function formatDecimal(value: number, digits = 2): string {
  return write(value, { maximumFractionDigits: digits });
}

/** Exactly `digits` decimals, for columns that line up. */
export function formatFixed(value: number, digits: number): string {
  return write(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Below it the zeros are more than anyone counts. */
const TINY = 1e-6;

/** `digits` significant digits: `0.000622` -> `0,000622`, `1044.57` -> `1.045`, `1.8e-13` -> `1,8 × 10⁻¹³`. */
export function formatSignificant(value: number, digits = 3): string {
  if (value !== 0 && Math.abs(value) < TINY) return formatPower(value, digits);
  // Whole digits are never zeroed: 1044.57 reads 1.045, not 1.040.
  if (Math.abs(value) >= 10 ** digits) return formatInteger(value);
  return write(value, { maximumSignificantDigits: digits });
}

/** `1.8e-13` -> `1,8 × 10⁻¹³`; a power of ten alone has no factor: `1e-9` -> `10⁻⁹`. */
function formatPower(value: number, digits: number): string {
  const [factor = '', exponent = ''] = value.toExponential(digits - 1).split('e');
  const raised = [...exponent].map((sign) => SUPERSCRIPTS[sign] ?? '').join('');
  const power = `10${raised}`;
  return Number(factor) === 1 ? power : `${formatDecimal(Number(factor), digits)}\u00a0×\u00a0${power}`;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [String(digit), sign])),
};

/** A share of one as percent: `0.000622` -> `0,0622%`. */
export function formatPercent(share: number, digits = 3): string {
  return `${formatSignificant(share * 100, digits)}%`;
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in decimal units (1 GB = 10⁹ bytes), the unit tied to its number: `13476831232` -> `13,5 GB`. */
export function formatBytes(bytes: number, digits = 3): string {
  let value = bytes;
  let unit = 0;
  // The rounded figure decides, so that 999.96 MB reads 1 GB and never 1.000 MB.
  while (Number(value.toPrecision(digits)) >= 1000 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${formatSignificant(value, digits)}\u00a0${BYTE_UNITS[unit] ?? 'bytes'}`;
}

/** Bytes in GB from 1 GB up, so that sizes compare, and in smaller units below: `1044570570752` -> `1.045 GB`. */
export function formatMemory(bytes: number, digits = 3): string {
  return Math.abs(bytes) < 1e9
    ? formatBytes(bytes, digits)
    : `${formatSignificant(bytes / 1e9, digits)}\u00a0GB`;
}

/** Bytes as a number of GB without its unit, for an axis. */
export function formatAxisGigabytes(bytes: number): string {
  return formatSignificant(bytes / 1e9);
}
