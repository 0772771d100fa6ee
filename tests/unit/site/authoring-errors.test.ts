/** The exact words that an author reads for each fault. */
import { describe, expect, test } from 'vitest';
import {
  FRONT_MATTER,
  INVENTORY,
  problemsIn,
  problemsWith,
  QUESTION,
  SECTION,
  TERM,
  WORK,
} from './content-fixture.ts';

const TWO_ITEMS = 'partes:\n  - titulo: Ideia\n    itens:\n      S01.1: A busca\n      S01.2: A resposta\n';
/** Faults of a section of a lesson with two inventory items. */
const problemsOfCovered = (body: string) =>
  problemsWith({ [SECTION]: FRONT_MATTER + body, [INVENTORY]: TWO_ITEMS });

test('conteúdo correto não tem erro', async () => {
  expect(await problemsWith({})).toBe('');
});

describe('dados do começo do arquivo', () => {
  test('chave desconhecida, ausente e de valor errado', async () => {
    const text = FRONT_MATTER.replace('titulo:', 'titullo:').replace('ordem: 10', 'ordem: dez');
    expect(await problemsWith({ [SECTION]: text })).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:2:1  Falta a chave “titulo” na seção.
      content/aulas/20-rag/introducao.mdx:2:1  A chave “titullo” não existe na seção. Você quis dizer “titulo”?
      content/aulas/20-rag/introducao.mdx:4:8  A chave “ordem” deve ser número, e veio “dez”."
    `);
  });
  test('resumo curto', async () => {
    const text = FRONT_MATTER.replace(/resumo: .*/, 'resumo: Curto.');
    expect(await problemsWith({ [SECTION]: text })).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:3:9  A chave “resumo” tem 6 caracteres; o mínimo é 30. Resuma em uma frase de 30 a 160 caracteres."`,
    );
  });
  test('data escrita de outro jeito', async () => {
    const text = FRONT_MATTER.replace('2026-11-24', '24/11/2026');
    expect(await problemsWith({ [SECTION]: text })).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:9:13  A chave “atualizado” deve ser data, e veio “24/11/2026”. Escreva a data como 2026-11-24, sem aspas."`,
    );
  });
  test('dois-pontos sem aspas', async () => {
    const text = FRONT_MATTER.replace('titulo: "Introdução"', 'titulo: RAG: a ideia');
    expect(await problemsWith({ [SECTION]: text })).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:2:9  Há dois-pontos no meio de um texto sem aspas. Ponha o texto entre aspas."`,
    );
  });
  test('sem dados', async () => {
    expect(await problemsWith({ [SECTION]: '## Ideia\n' })).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:1:1  Faltam os dados do começo do arquivo. Comece com --- na primeira linha, as chaves, e --- outra vez."`,
    );
  });
  test('obra sem endereço', async () => {
    const text = 'autores: [Lewis]\nano: 2020\ntitulo: RAG\n';
    expect(await problemsWith({ [WORK]: text })).toMatchInlineSnapshot(
      `"content/referencias/lewis-2020-rag.yaml:1:1  A obra não tem endereço: escreva ao menos um de “arxiv”, “doi” ou “url”."`,
    );
  });
  test('questão: tipo que não existe, dificuldade errada', async () => {
    const other = 'tipo: multiplas\nenunciado: x\n';
    expect(await problemsWith({ [QUESTION]: other })).toMatchInlineSnapshot(
      `"content/questoes/20-rag/rag-define.yaml:1:7  A chave “tipo” tem um valor que não existe. Os tipos são multipla, certo-errado, numerica e aberta."`,
    );
  });
  test('questão de múltipla escolha com duas certas e poucas alternativas', async () => {
    const text = `tipo: multipla
enunciado: Qual?
dificuldade: medio
assunto: RAG
fonte: inédita
ensinadoEm: ["20-rag/introducao"]
alternativas:
  - {texto: a, correta: true, comentario: sim}
  - {texto: b, correta: true, comentario: não}
  - {texto: c, comentario: não}
`;
    expect(await problemsWith({ [QUESTION]: text })).toMatchInlineSnapshot(`
      "content/questoes/20-rag/rag-define.yaml:3:14  A chave “dificuldade” não aceita “medio”. Escolha: facil, media, dificil.
      content/questoes/20-rag/rag-define.yaml:8:3  A chave “alternativas” tem 3 itens; o mínimo é 4."
    `);
  });
});

describe('referências', () => {
  test('no começo do arquivo', async () => {
    const text = FRONT_MATTER.replace('lewis-2020-rag', 'lewis-2020-ragg').replace(
      'laboratorios: []',
      'laboratorios: [nf5]',
    );
    expect(await problemsWith({ [SECTION]: text })).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:7:10  A obra “lewis-2020-ragg” não existe. Você quis dizer “lewis-2020-rag”?
      content/aulas/20-rag/introducao.mdx:8:16  O laboratório “nf5” não existe. Você quis dizer “nf4”?"
    `);
  });
  test('termo: lugar e termo próximo que não existem', async () => {
    const text =
      '---\npt: posto\ndefinicao: D.\nensinadoEm: ["20-rag/introdução", "20-rag/introducao#idea"]\nrelacionados: [baixo-posto]\n---\n';
    expect(await problemsWith({ [TERM]: text })).toMatchInlineSnapshot(`
      "content/glossario/posto.mdx:4:14  A chave “ensinadoEm → 1º item” não aceita “20-rag/introdução”. Escreva “aula/secao” ou “aula/secao#ancora”, como em “19-peft/lora-matematica#def-posto”.
      content/glossario/posto.mdx:4:35  A seção “20-rag/introducao” não tem a âncora “#idea”. Você quis dizer “#ideia”?
      content/glossario/posto.mdx:5:16  O termo “baixo-posto” não existe. Crie content/glossario/baixo-posto.mdx ou corrija o id."
    `);
  });
  test('no texto: termo, obra, questão', async () => {
    const body = `\nO <Termo id="post">posto</Termo> <Cite id="hu-2021-lora" />.\n\n<Verifique questao="rag-defini" />\n\n<Precisao fonte="lewis-2020-rag, lewis-2021-rag">\nTexto.\n</Precisao>\n`;
    expect(await problemsIn(body)).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:3  O termo “post” não existe. Você quis dizer “posto”?
      content/aulas/20-rag/introducao.mdx:12:34  A obra “hu-2021-lora” não existe. Crie content/referencias/hu-2021-lora.yaml ou corrija o id.
      content/aulas/20-rag/introducao.mdx:14:1  A questão “rag-defini” não existe. Você quis dizer “rag-define”?
      content/aulas/20-rag/introducao.mdx:16:1  A obra “lewis-2021-rag” não existe. Você quis dizer “lewis-2020-rag”?"
    `);
  });
  test('obra citada fora de “fontes”', async () => {
    const text = `${FRONT_MATTER.replace('[lewis-2020-rag]', '[]')}\nTexto <Cite id="lewis-2020-rag" />.\n`;
    expect(await problemsWith({ [SECTION]: text })).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:12:7  A obra “lewis-2020-rag” é citada e não está em “fontes”. Acrescente-a à lista “fontes” da seção."`,
    );
  });
  test('link e âncora quebrados', async () => {
    const body =
      '\n## Ideia\n\n[a](/glossario/postos/) [b](#idea) [c](outra) [d](/aulas/20-rag/introducao/#ideia) [e](/referencias/#x)\n';
    expect(await problemsIn(body)).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:14:1  O link “/glossario/postos/” não leva a nenhuma página. Você quis dizer “/glossario/posto/”?
      content/aulas/20-rag/introducao.mdx:14:25  O link “#idea” leva a uma âncora que não existe. Você quis dizer “#ideia”?
      content/aulas/20-rag/introducao.mdx:14:36  O link “outra” é relativo. Escreva-o a partir da raiz do site, como em /glossario/posto/.
      content/aulas/20-rag/introducao.mdx:14:84  O link “/referencias/#x” leva a uma âncora que não existe. Confira os ids da página de destino."
    `);
  });
});

test('link para uma página que não é de conteúdo', async () => {
  expect(await problemsIn('\n[a](/laboratorio/treinar/) [b](/medicoes/) [c](/busca/)\n')).toBe('');
  expect(await problemsIn('\n[a](/laboratorio/treina/)\n')).toMatchInlineSnapshot(
    `"content/aulas/20-rag/introducao.mdx:12:1  O link “/laboratorio/treina/” não leva a nenhuma página. Você quis dizer “/laboratorio/treinar/”?"`,
  );
});

describe('componentes', () => {
  test('nome desconhecido', async () => {
    expect(await problemsIn('\n  <Notta>\n  Texto.\n  </Notta>\n')).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:12:3  Componente desconhecido <Notta>. Você quis dizer <Nota>?"`,
    );
  });
  test('propriedade desconhecida, ausente e calculada', async () => {
    const body =
      '\n<Nota titlo="A">\nTexto.\n</Nota>\n\n<Definicao titulo={1 + 1} id="Def 1">\nTexto.\n</Definicao>\n\n<Analogia>\nTexto.\n</Analogia>\n';
    expect(await problemsIn(body)).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:7  A propriedade “titlo” não existe em <Nota>. Você quis dizer “titulo”?
      content/aulas/20-rag/introducao.mdx:16:12  A propriedade “titulo” é calculada. Escreva um valor fixo, como nome="valor".
      content/aulas/20-rag/introducao.mdx:16:27  A propriedade “id” não aceita “Def 1”. Use letras minúsculas sem acento, algarismos e hifens.
      content/aulas/20-rag/introducao.mdx:20:1  Falta a propriedade “titulo” em <Analogia>."
    `);
  });
  test('conteúdo errado', async () => {
    const body =
      '\n<Comparacao legenda="L">\nTexto.\n</Comparacao>\n\n<Passos>\n- a\n</Passos>\n\n<Nota></Nota>\n\n<Cobre itens="S01.1 S01.2">x</Cobre>\n\n<Abas>\nTexto.\n</Abas>\n\n<Aba rotulo="A">\nTexto.\n</Aba>\n';
    expect(await problemsOfCovered(body)).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:13:1  <Comparacao> deve conter só uma tabela. Deixe uma linha em branco antes e depois da tabela em Markdown.
      content/aulas/20-rag/introducao.mdx:17:1  <Passos> deve conter só uma lista numerada. Escreva os passos como 1., 2., 3., com uma linha em branco antes e depois.
      content/aulas/20-rag/introducao.mdx:20:1  <Nota> está vazio. Escreva o conteúdo entre <Nota> e </Nota>.
      content/aulas/20-rag/introducao.mdx:22:1  <Cobre> não leva texto. Escreva <Cobre … />.
      content/aulas/20-rag/introducao.mdx:25:1  <Abas> deve conter só componentes <Aba>. Dentro de <Abas> só pode haver <Aba rotulo="…">.
      content/aulas/20-rag/introducao.mdx:28:1  <Aba> fora de <Abas>. Ponha-o dentro de <Abas>."
    `);
  });
  test('bloco no meio da frase e tag HTML', async () => {
    expect(await problemsIn('\nVeja <Nota>isto</Nota> aqui. <div>x</div>\n')).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:6  <Nota> no meio de uma frase. Ponha-o em linhas próprias, com uma linha em branco antes e depois.
      content/aulas/20-rag/introducao.mdx:12:30  A tag HTML <div> não é aceita no texto. Use Markdown ou um componente. As aceitas: <br>, <kbd>, <sub>, <sup>, <wbr>."
    `);
  });
  test('código no texto', async () => {
    expect(await problemsIn("\nimport x from 'y'\n\nO conjunto {a, b}.\n")).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:1  O conteúdo não leva import nem export. Os componentes já estão disponíveis: apague a linha.
      content/aulas/20-rag/introducao.mdx:14:12  O texto {a, b} seria lido como código. Para chaves no texto, escreva \\{ e \\}."
    `);
  });
  test('tag sem fechar', async () => {
    expect(await problemsIn('\n<Nota>\nTexto.\n')).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:12:1  A tag <Nota> foi aberta e não foi fechada. Feche-a com </…> ou escreva <… />. Em bloco, abertura e fechamento ficam em linhas próprias."`,
    );
  });
  test('sinal de menor e chave soltos', async () => {
    expect(await problemsIn('\nSe a <5 então.\n')).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:12:7  Há um < que não abre uma tag. Para o sinal “menor que”, escreva \\< ou ponha a conta entre cifrões."`,
    );
    expect(await problemsIn('\n## Título {#id}\n')).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:12:12  O que está entre chaves { } não é uma expressão. Para chaves no texto, escreva \\{ e \\}. Para fixar o id de um título, escreva {/* #id */} no fim dele."`,
    );
  });
});

describe('fórmulas', () => {
  test('comando desconhecido, na linha certa', async () => {
    expect(
      await problemsIn('\nTexto $a + \\fraq{a}{b}$.\n\n$$\na \\\\\nb + \\alfa\n$$\n'),
    ).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:12  Fórmula com erro: o comando \\fraq não existe em TeX. Você quis dizer \\frac?
      content/aulas/20-rag/introducao.mdx:16:5  Fórmula com erro: o comando \\alfa não existe em TeX. Você quis dizer \\alpha?"
    `);
  });
  test('chaves, ambientes, índices', async () => {
    expect(
      await problemsIn(
        '\n$\\frac{a}$ e $x^$ e $b{a$ e $a_b_c$ e $\\left( a$ e $a & b$ e $\\begin{foo}a\\end{foo}$\n',
      ),
    ).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:2  Fórmula com erro: falta um argumento de \\frac. Escreva os argumentos entre chaves, como em \\frac{…}.
      content/aulas/20-rag/introducao.mdx:12:15  Fórmula com erro: há um ^ ou _ sem o que elevar ou rebaixar. Escreva o expoente ou o índice entre chaves, como em x^{2} ou x_{i}.
      content/aulas/20-rag/introducao.mdx:12:22  Fórmula com erro: uma chave { não foi fechada. Feche-a com }. Para uma chave impressa, escreva \\{.
      content/aulas/20-rag/introducao.mdx:12:30  Fórmula com erro: há dois índices seguidos na mesma letra. Agrupe com chaves: a_{b_c} ou {a_b}_c.
      content/aulas/20-rag/introducao.mdx:12:40  Fórmula com erro: há um \\left sem o \\right correspondente. Escreva \\right) ou, se nada fecha, \\right. com um ponto.
      content/aulas/20-rag/introducao.mdx:12:53  Fórmula com erro: há um & fora de matriz ou alinhamento. Ponha a fórmula em um ambiente como aligned ou pmatrix, ou escreva \\& para o sinal.
      content/aulas/20-rag/introducao.mdx:12:70  Fórmula com erro: o ambiente “foo” não existe. Use um destes: matrix, pmatrix, bmatrix, vmatrix, cases, aligned, array."
    `);
  });
  test('dinheiro lido como fórmula', async () => {
    expect(await problemsIn('\nDe R$ 100 a R$ 200.\n')).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:12:5  “$ 100 a R$” seria lido como fórmula. Para dinheiro, escreva R\\$ 100. Em fórmula, não deixe espaço junto ao cifrão."`,
    );
  });
  test('em questão e em legenda', async () => {
    const text =
      'tipo: certo-errado\nenunciado: O posto de $\\foo$ é 1.\ndificuldade: facil\nassunto: RAG\nfonte: inédita\nensinadoEm: ["20-rag/introducao"]\nresposta: errado\ncomentario: Não.\n';
    expect(await problemsWith({ [QUESTION]: text })).toMatchInlineSnapshot(
      `"content/questoes/20-rag/rag-define.yaml:2:12  Fórmula com erro: o comando \\foo não existe em TeX. Confira o nome do comando."`,
    );
    expect(
      await problemsIn('\n<Figura src="./figuras/caminho.svg" alt="A" legenda="Com $\\bar$" />\n'),
    ).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:12:1  Fórmula com erro: falta um argumento de \\bar. Escreva os argumentos entre chaves, como em \\bar{…}."`,
    );
  });
});

describe('figuras e código', () => {
  test('sem texto alternativo', async () => {
    const body =
      '\n<Figura src="./figuras/caminho.svg" legenda="L" />\n\n<Figura src="./figuras/caminho.svg" alt=" " legenda="L" />\n\n![](./figuras/caminho.svg)\n';
    expect(await problemsIn(body)).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:1  Falta a propriedade “alt” em <Figura>. Descreva a figura para quem não a vê.
      content/aulas/20-rag/introducao.mdx:14:37  A propriedade “alt” está vazia. Descreva a figura para quem não a vê.
      content/aulas/20-rag/introducao.mdx:16:1  A imagem não tem texto alternativo. Descreva-a entre os colchetes: ![descrição](…)."
    `);
  });
  test('arquivo que falta e desenho proibido', async () => {
    const body =
      '\n<Figura src="./figuras/x.svg" alt="A" legenda="L" />\n\n<Figura src="./figuras/mau.svg" alt="A" legenda="L" />\n';
    const svg = '<svg><style>a{}</style><script>1</script></svg>';
    expect(
      await problemsWith({ [SECTION]: FRONT_MATTER + body, 'content/aulas/20-rag/figuras/mau.svg': svg }),
    ).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:1  A figura “./figuras/x.svg” não existe. Ponha o arquivo em content/aulas/20-rag/figuras/x.svg.
      content/aulas/20-rag/introducao.mdx:14:1  ./figuras/mau.svg: O desenho tem código. Apague <script> e atributos on….
      content/aulas/20-rag/introducao.mdx:14:1  ./figuras/mau.svg: O desenho tem <style>, que a política de segurança bloqueia. Use atributos: fill, stroke, font-size.
      content/aulas/20-rag/introducao.mdx:14:1  ./figuras/mau.svg: O desenho não tem viewBox. Acrescente viewBox="0 0 largura altura" ao <svg>."
    `);
  });
  test('desenho com letra miúda demais para um telefone', async () => {
    const body = '\n<Figura src="./figuras/caminho.svg" alt="A" legenda="L" />\n';
    const drawn = (width: number, letter: number) =>
      problemsWith({
        [SECTION]: FRONT_MATTER + body,
        'content/aulas/20-rag/figuras/caminho.svg': `<svg viewBox="0 0 ${width} 90" font-size="20"><text font-size="${letter}">a</text></svg>`,
      });
    expect(await drawn(400, 13)).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:12:1  ./figuras/caminho.svg: O desenho tem letra de 13, que em um telefone fica com menos de 11 pixels. Use font-size de ao menos 14, ou uma viewBox mais estreita."`,
    );
    expect(await drawn(300, 10.5)).toContain('Use font-size de ao menos 11');
    expect(await drawn(400, 14)).toBe('');
    expect(await drawn(300, 11)).toBe('');
  });
  test('bloco de código', async () => {
    const body = '\n```pyton title="a.py" {1,9} destaque\nx = 1\n```\n\n```\nx\n```\n';
    expect(await problemsIn(body)).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:1  A linguagem “pyton” não é conhecida. Você quis dizer python?
      content/aulas/20-rag/introducao.mdx:12:1  Não se entende “destaque” no bloco de código. Depois da linguagem pode vir title="arquivo.py" e {2,5-7}.
      content/aulas/20-rag/introducao.mdx:12:1  A linha 9 foi marcada, e o bloco acaba na 1. Confira os números entre chaves.
      content/aulas/20-rag/introducao.mdx:16:1  O bloco de código não diz a linguagem. Escreva-a depois dos três acentos, como em \`\`\`python; para texto puro, \`\`\`text."
    `);
  });
});

describe('títulos e ids', () => {
  test('nível 1, nível pulado, id impróprio', async () => {
    expect(
      await problemsIn('\n# Um\n\n## Dois\n\n#### Quatro\n\n## Três {/* #Tres */}\n'),
    ).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:1  Título de nível 1 no texto. O título da página vem de “titulo”; no texto, comece em ##.
      content/aulas/20-rag/introducao.mdx:16:1  O título pula de nível: #### depois de ##. Use ###.
      content/aulas/20-rag/introducao.mdx:18:1  O id “Tres” não serve de endereço. Use letras minúsculas sem acento, algarismos e hifens."
    `);
  });
  test('id repetido', async () => {
    const body =
      '\n## Ideia\n\n## Ideia\n\n<Definicao id="ideia" titulo="T">\nTexto.\n</Definicao>\n\n<Cobre itens="S01.1 S01.2" />\n\n<Cobre itens="S01.2" />\n';
    expect(await problemsOfCovered(body)).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:14:1  O id “ideia” já existe na linha 12. Mude o texto do título, ou fixe outro id com {/* #id */} no fim dele.
      content/aulas/20-rag/introducao.mdx:16:1  O id “ideia” já existe na linha 12. Mude o texto do título, ou fixe outro id com {/* #id */} no fim dele.
      content/aulas/20-rag/introducao.mdx:22:1  O item S01.2 já foi marcado na linha 20. Marque cada item uma vez por página."
    `);
  });
});

describe('arquivos', () => {
  test('fora do lugar, nome impróprio, lugar disputado', async () => {
    expect(
      await problemsWith({
        'content/aulas/20-rag/notas.md': 'x',
        'content/aulas/20-rag/Segunda Seção.mdx': FRONT_MATTER,
        'content/aulas/20-rag/imprimir.mdx': FRONT_MATTER.replace('ordem: 10', 'ordem: 30'),
        'content/aulas/21-agentes/inicio.mdx': FRONT_MATTER,
        'content/questoes/21-agentes/rag-define.yaml':
          'tipo: aberta\nenunciado: E\ndificuldade: facil\nassunto: A\nfonte: inédita\nensinadoEm: ["20-rag/introducao"]\nrespostaModelo: R\nrubrica: [a]\n',
      }),
    ).toMatchInlineSnapshot(`
      "content/aulas/20-rag/imprimir.mdx:1:1  O nome “imprimir” é de uma página do site. Dê outro nome ao arquivo.
      content/aulas/20-rag/notas.md:1:1  Arquivo fora do lugar. Os lugares são: aulas/<aula>/aula.yaml, aulas/<aula>/inventario.yaml, aulas/<aula>/<secao>.mdx, aulas/<aula>/figuras/, paginas/<id>.mdx, glossario/<id>.mdx, referencias/<id>.yaml, questoes/<aula>/<id>.yaml e busca/<id>.yaml.
      content/aulas/20-rag/Segunda Seção.mdx:1:1  Nome de arquivo que não serve de endereço. Use letras minúsculas sem acento, algarismos e hifens.
      content/aulas/20-rag/Segunda Seção.mdx:4:8  A ordem 10 já é de content/aulas/20-rag/introducao.mdx. Escolha outro número.
      content/aulas/21-agentes/inicio.mdx:1:1  A aula “21-agentes” não tem aula.yaml. Crie content/aulas/21-agentes/aula.yaml.
      content/questoes/21-agentes/rag-define.yaml:1:1  O id “rag-define” já é de content/questoes/20-rag/rag-define.yaml. Dê outro nome ao arquivo: o id vale no banco inteiro."
    `);
  });
});

describe('inventário', () => {
  test('item que nenhuma seção cobre, e item que não existe', async () => {
    expect(await problemsOfCovered('\n<Cobre itens="S01.1 S01.3" />\n\nTexto.\n')).toMatchInlineSnapshot(`
      "content/aulas/20-rag/introducao.mdx:12:1  O item S01.3 não está no inventário da aula. Você quis dizer S01.1?
      content/aulas/20-rag/inventario.yaml:5:14  Nenhuma seção cobre o item S01.2. Ponha <Cobre itens="S01.2" /> onde a aula trata dele."
    `);
  });
  test('marca sem inventário', async () => {
    expect(await problemsIn('\n<Cobre itens="S01.1" />\n\nTexto.\n')).toMatchInlineSnapshot(
      `"content/aulas/20-rag/introducao.mdx:12:1  A aula “20-rag” não tem inventário. Escreva o item em content/aulas/20-rag/inventario.yaml."`,
    );
  });
  test('item mal escrito', async () => {
    const text = 'partes:\n  - titulo: Ideia\n    itens:\n      1.1: A busca\n';
    expect(await problemsWith({ [INVENTORY]: text })).toMatchInlineSnapshot(`
      "content/aulas/20-rag/inventario.yaml:4:7  A chave “1.1” não serve. Escreva o item como S08.2.
      content/aulas/20-rag/inventario.yaml:4:7  Nenhuma seção cobre o item 1.1. Ponha <Cobre itens="1.1" /> onde a aula trata dele."
    `);
  });
});
