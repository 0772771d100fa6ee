/** Arithmetic of the `calculo` field of numeric questions: numbers, + - * /, parentheses. */

/** @throws Error naming the place where the expression cannot be read */
export function evaluate(expression: string): number {
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*/()]|\S/g) ?? [];
  let place = 0;
  const fail = (): never => {
    throw new Error(`cannot read "${expression}" at "${tokens.slice(place).join(' ')}"`);
  };
  const factor = (): number => {
    const token = tokens[place++] ?? fail();
    if (token === '(') {
      const value = sum();
      if (tokens[place++] !== ')') fail();
      return value;
    }
    return /^\d/.test(token) ? Number(token) : fail();
  };
  const product = (): number => {
    let value = factor();
    while (tokens[place] === '*' || tokens[place] === '/') {
      value = tokens[place++] === '*' ? value * factor() : value / factor();
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[place] === '+' || tokens[place] === '-') {
      value = tokens[place++] === '+' ? value + product() : value - product();
    }
    return value;
  };
  const value = sum();
  return place === tokens.length ? value : fail();
}

/** The numbers written in an expression. */
export function numbersIn(expression: string): number[] {
  return (expression.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
}
