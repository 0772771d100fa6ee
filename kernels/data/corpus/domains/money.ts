import { nouns } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const money: Domain = {
  topic: 'dinheiro',
  weight: 0.8,
  nouns: {
    banco: nouns(
      'banco/m, agência/f, caixa eletrônico/m/caixas eletrônicos, cooperativa de crédito/f, casa de câmbio/f',
    ),
    despesa: nouns(
      'aluguel/m, conta de luz/f, conta de água/f, supermercado/m, material escolar/m/materiais escolares, conserto do carro/m, internet/f, plano de saúde/m, gasolina/f',
    ),
    meta: nouns(
      'viagem/f, casa própria/f/casas próprias, bicicleta/f, reforma/f, faculdade/f, festa de aniversário/f, moto/f, geladeira nova/f/geladeiras novas',
    ),
    guardado: nouns('cofre/m, poupança/f, carteira/f, envelope/m, conta/f, reserva/f'),
  },
  sentences: [
    '{pessoa} guardou {reais} {no guardado} {passado}.',
    '{o familia} anota todas as despesas em um caderno.',
    'Este mês, {o despesa} ficou mais {caro:despesa}.',
    '{pessoa} foi {ao banco} sacar {reais}.',
    'O salário cai na conta no dia {#n} de cada mês.',
    '{o familia} economizou {reais} para {o meta}.',
    'Com {reais} por mês, {pessoa} juntou dinheiro para {o meta}.',
    'Os juros do cartão subiram {#n}% em {mes}.',
    '{pessoa} emprestou {reais} {ao adulto} e anotou no caderno.',
    'O preço {do despesa} subiu {#n},{#d}% em {mes}.',
    'Metade do salário de {pessoa} vai para {o despesa}.',
    '{o familia} cortou gastos e conseguiu poupar {reais}.',
    '{pessoa} abriu uma conta {no banco} de {cidade}.',
    'Quem gasta mais do que ganha acaba no vermelho.',
    '{pessoa} investiu {reais} e ganhou {#n}% em {n} meses.',
    'Antes de comprar a prazo, faça as contas.',
    'O troco era de {preco}, e {pessoa} contou duas vezes.',
    '{pessoa} recebeu o 13º salário e guardou a metade.',
    'A dívida {do adulto} caiu de R$ {#n}.000 para R$ {#ndd}.',
    'O orçamento da família inclui {o despesa} e {o despesa2}.',
    '{meu familia} trocou dólares {no banco}.',
    'A inflação do ano foi de {#n},{#d}%.',
    'O porquinho {do crianca} estava cheio de moedas.',
    '{pessoa} fez um Pix de {reais} para {pessoa2}.',
    'Planejar {o meta} ajuda a gastar menos.',
  ],
  scripts: [
    '{pessoa} fazia planos para {o meta}, mas o dinheiro nunca sobrava. Começou a anotar tudo: {o despesa}, {o despesa2}, cada café. Em {n} meses, juntou {reais}. Hoje, já planeja {o meta2}.',
    '{o familia} abriu o cofre e contou as moedas: {reais}. — Dá para {o meta}? — perguntou {pessoa}. — Ainda não, mas falta pouco — respondeu {o familia}.',
    'Resumo do mês: salário de R$ {#n}.{#ddd}; {despesa}, R$ {#ndd}; {despesa2}, R$ {#ndd}. Sobraram {reais}, que foram para {o guardado}.',
  ],
};
