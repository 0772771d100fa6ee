/** The statistical rule by which the conclusion calls a difference noise. */
export function NoiseRule() {
  return (
    <details>
      <summary>A regra do ruído</summary>
      <p>
        Cada acerto tem um erro que vem da amostra de frases do teste, p(1 − p)/n (com dois acertos e dois
        erros somados: Agresti e Coull, 1998), e outro que vem das sementes, s²/k. A diferença entre dois
        métodos só conta quando passa de q · √(erro₁² + erro₂²), com 95% de confiança: q é o quantil da t de
        Student, 2,78 com três sementes, ou 1,96 com uma. Como os métodos respondem às mesmas frases, o erro
        verdadeiro é menor: a regra prefere chamar de ruído uma diferença real a chamar de real um ruído. Com
        vários métodos na tabela, alguma diferença ainda pode passar por acaso.
      </p>
    </details>
  );
}
