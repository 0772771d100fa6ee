import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const school: Domain = {
  topic: 'escola',
  weight: 1,
  nouns: {
    aluno: nouns('aluno/m, aluna/f, estudante/m, turma/f, colega/m, monitora/f, classe/f, bolsista/f'),
    aluno_s: nouns('aluno/m, aluna/f, estudante/m, colega/f, menina/f, menino/m, bolsista/f'),
    professor: nouns(
      'professor/m, professora/f, diretor/m, diretora/f, coordenadora/f, monitor/m, bibliotecária/f',
    ),
    licao: nouns('lição/f, tarefa/f, leitura/f, redação/f, exercício/m, trabalho/m, pesquisa/f, resumo/m'),
    exame: nouns('prova/f, teste/m, exame final/m/exames finais, simulado/m, seminário/m, avaliação/f'),
    material: nouns(
      'caderno/m, lápis/m, borracha/f, mochila/f, apostila/f, dicionário/m, régua/f, caneta/f, estojo/m, livro/m, tesoura/f, globo/m',
    ),
    espaco: nouns(
      'sala de aula/f, biblioteca/f, pátio/m, laboratório/m, auditório/m, cantina/f, quadra/f, secretaria/f',
    ),
  },
  adjectives: {
    dificuldade: phrases('difícil, fácil, longo, curto, interessante, complicado, simples, divertido'),
  },
  phrases: {
    materia: phrases(
      'matemática, história, geografia, português, ciências, química, física, biologia, filosofia, inglês, arte, música, sociologia, espanhol',
    ),
    assunto_aula: phrases(
      'os planetas, os rios do Brasil, a fotossíntese, o Egito antigo, as frações, os vulcões, o corpo humano, a água, as abelhas, os verbos, o sistema solar, a independência, os triângulos, as baleias',
    ),
    nota: ['nota {n}', 'nota {#n}', 'nota {#n},5', 'nota 10'],
  },
  sentences: [
    'O aviso no pátio dizia: "{aviso}".',
    'Na lousa: {exercicio}; {exercicio}; {exercicio}.',
    'As lições trazem instruções, ilustrações e questões no fim.',
    'Quanto é {#n} + {#n}? E {#n} x {#n}? {pessoa} respondeu sem errar.',
    '{o professor} explicou {o licao} de {materia} com paciência.',
    '{o exame} de {materia} foi {*dificuldade exame}, mas {pessoa} foi bem.',
    '{pessoa} estudou {dezena} páginas de {materia} {passado}.',
    '{o aluno_s} fez {o licao} com calma e terminou antes do sinal.',
    '{o professor} corrigiu {os exame} {passado}.',
    'Na {dia}, {o aluno} visitou {o passeio} com {o professor}.',
    '{o aluno_s} tirou {nota} {no exame} de {materia}.',
    '{pessoa} esqueceu {o material} {no espaco}.',
    'A aula de hoje foi sobre {assunto_aula}.',
    '{o aluno_s} levantou a mão e fez uma pergunta sobre {assunto_aula}.',
    '{o professor} pediu silêncio {no espaco}.',
    'Para a aula de {materia}, traga {um material} e {um material2}.',
    '{o aluno} leu um livro sobre {assunto_aula}.',
    'As férias começam em {mes} e a turma já faz planos.',
    '{pessoa} emprestou {o material} {ao aluno_s} do lado.',
    'O recreio dura {minutos} minutos e acontece no pátio.',
    '{o aluno_s} perdeu o começo da aula de {materia} porque o ônibus atrasou.',
    'A matrícula na escola de {cidade} vai até {dia}.',
    '{o professor} escreveu no quadro: "{exercicio}".',
    'Quem estuda um pouco todo dia não sofre na véspera {do exame}.',
    '{pessoa} quer estudar {materia} na faculdade.',
    '{o aluno} apresentou {um licao} sobre {assunto_aula}.',
    'O resultado {do exame} sai {futuro}.',
    '{o aluno_s} da sala {#n}{letra} ganhou um concurso de redação.',
    '{os professor} se reuniram {no espaco} {passado}.',
    '{o familia} de {pessoa} veio à festa da escola.',
    'O dicionário explica a palavra com três exemplos.',
    '{o aluno_s} guardou {o material} e correu para {o espaco}.',
  ],
  scripts: [
    '— Alguém já leu sobre {assunto_aula}? — perguntou {o professor}. {pessoa} levantou a mão. — Eu li um livro inteiro {no espaco} — disse {ele:pessoa}. A turma inteira quis saber mais.',
    '{pessoa} tinha medo de {materia}. Todo dia, depois do almoço, fazia {um licao}. Quando a nota saiu, {ele:pessoa} nem acreditou: {nota}! {o familia} ficou {orgulhoso:familia}.',
    'Aviso da escola: {o exame} de {materia} será na {dia}, às {hora}. Cada aluno deve trazer {um material}. A sala abre {minutos} minutos antes.',
    '{o professor} abriu o mapa e mostrou onde fica {cidade}. Depois, pediu {um licao} sobre {assunto_aula}. {o aluno_s} trabalhou {no espaco} até tarde e entregou tudo no prazo.',
  ],
};
