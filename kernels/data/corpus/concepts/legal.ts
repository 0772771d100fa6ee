/** Everyday law: the six matters of the task `clausulas`, told without the wording of contracts. */
import { nouns } from '../../grammar/morphology.ts';
import { actionBanks, nounBanks } from '../banks.ts';
import type { Concept } from './concept.ts';

export const LEGAL_NOUNS = {
  negociante: nouns(
    'sócio/m, sócia/f, síndico/m, síndica/f, inquilino/m, inquilina/f, fornecedor/m, fornecedora/f, comerciante/m, dono do imóvel/m, cliente/f, prestadora/f, construtor/m, corretora/f, diretora/f',
  ),
  firma: nouns(
    'empresa/f, loja/f, imobiliária/f, oficina/f, construtora/f, clínica/f, fábrica/f, academia/f, escola/f, cooperativa/f',
  ),
  escrito: nouns('carta/f, e-mail/m, bilhete/m, recado/m, mensagem/f, aviso/m'),
} as const;

/** Frames that hold for any of the six matters. */
export const LEGAL_FRAMES: readonly string[] = [
  '{o negociante} precisa {acao} até {dia}.',
  '{pessoa} falou com {o firma} sobre {o coisa} e {o coisa2}.',
  'É hora de {acao}, disse {o negociante}.',
  '{o firma} vai {acao} {futuro}.',
  '{pessoa} esqueceu de {acao} e recebeu {um escrito} {do firma}.',
  'O assunto da conversa era {o coisa}: {acao} ou esperar?',
  '{o firma} mandou {um escrito} sobre {o coisa}.',
  '{o negociante} perguntou quem vai {acao}.',
  'Antes de {acao}, {o negociante} leu tudo sobre {o coisa}.',
  '{o coisa} tirou o sono {do negociante}.',
  'Ninguém queria {acao}, mas {o coisa} não podia esperar.',
  'Para {acao}, basta falar com {o firma}.',
  '{pessoa} combinou com {o negociante}: primeiro {acao}, depois {acao}.',
  'Na reunião, {pessoa} explicou como {acao}.',
  'Tudo sobre {o coisa} está no caderno {do negociante}.',
  '{pessoa} ligou para {o firma} para perguntar sobre {o coisa}.',
  'Foi preciso {acao} duas vezes por engano {do firma}.',
  '{o negociante} prometeu {acao} em {n} dias.',
  'Dona {mulher} não sabia como {acao}, e {o negociante} ajudou.',
  'Depois de muita conversa, {o firma} aceitou {acao}.',
  '— Você já conseguiu {acao}? — perguntou {o negociante}.',
  '— E {o coisa}? — perguntou {pessoa}. — {o negociante} vai {acao} — respondeu {o familia}.',
  '{o negociante} só pensa {no coisa} e {no coisa2}.',
  'Houve um problema com {o coisa}, disse {o negociante}.',
  'O funcionário {do firma} disse que é possível {acao}.',
  'Em {mes}, {o negociante} teve de {acao}.',
  '{pessoa} anotou na agenda: {acao} na {dia}.',
  '{o negociante} e {o negociante2} discutiram por causa {do coisa}.',
  'A dúvida {do negociante} era sobre {o coisa}.',
  'Sem {acao}, {o negociante} não consegue dormir.',
];

export const LEGAL_CONCEPTS: readonly Concept[] = [
  {
    topic: 'pagamento',
    actions: actionBanks(
      'pagar, quitar, parcelar: boleto/m, fatura/f, mensalidade/f; depositar o dinheiro | acertar: débito/m, saldo/m | cobrar, reembolsar, transferir: quantia/f, taxa/f, remuneração/f',
    ),
    things: nounBanks(
      'boleto/m, fatura/f, parcela/f, mensalidade/f, depósito/m, dinheiro/m | débito/m, saldo/m | quantia/f, taxa/f, remuneração/f, cobrança/f, reembolso/m, transferência/f',
    ),
    sentences: [
      '{pessoa} fez o pagamento no dia certo.',
      'A fatura vence no dia {#n} de {mes}.',
      '{o coisa} era de {reais}, e {pessoa} pediu recibo.',
      'Quem atrasa o pagamento costuma gastar mais com juros.',
      '{o negociante} conferiu {o coisa} de {reais}.',
      '{pessoa} dividiu o valor em {nf} vezes e foi {acao}.',
      'O banco avisou {pessoa} sobre {o coisa} de {mes}.',
      '{o firma} errou {o coisa} e devolveu {reais}.',
    ],
  },
  {
    topic: 'sigilo',
    actions: actionBanks(
      'guardar, proteger, esconder: segredo/m, senha/f, documento secreto/m/documentos secretos, arquivo reservado/m/arquivos reservados | resguardar: dado pessoal/m/dados pessoais, confidência/f | preservar, ocultar: fórmula/f, estratégia/f, cadastro/m, informação confidencial/f/informações confidenciais; manter a privacidade',
    ),
    things: nounBanks(
      'segredo/m, senha/f, documento secreto/m/documentos secretos, arquivo reservado/m/arquivos reservados | dado pessoal/m/dados pessoais, confidência/f | fórmula/f, estratégia/f, cadastro/m, informação confidencial/f/informações confidenciais, privacidade/f',
    ),
    sentences: [
      '{pessoa} não falou {do coisa} nem com {o familia}.',
      'Ninguém fora {do firma} pode saber {do coisa}.',
      '{pessoa} prometeu sigilo e cumpriu a promessa.',
      '— Não conte a ninguém! — pediu {o negociante}.',
      '{o negociante} fechou a porta antes de falar {do coisa}.',
      'A curiosidade era grande, mas {pessoa} soube {acao}.',
      'Troque a senha e não mostre o código a ninguém.',
      '{o coisa} {do firma} só {o negociante} conhece.',
    ],
  },
  {
    topic: 'rescisão',
    actions: actionBanks(
      'romper, encerrar, cancelar: parceria/f, assinatura/f, plano/m; desistir de: negócio/m, compra/f | interromper, abandonar: sociedade/f, combinado/m | desfazer, terminar, dissolver: aliança/f, vínculo/m, trato/m, convênio/m',
    ),
    things: nounBanks(
      'rompimento/m, cancelamento/m, encerramento/m, desistência/f, aviso prévio/m/avisos prévios | interrupção/f, separação/f | término/m, ruptura/f, desligamento/m, dissolução/f, distrato/m, demissão/f',
    ),
    sentences: [
      '{pessoa} saiu {do firma} depois de {anos} e deixou saudade.',
      '{o coisa} pegou todo mundo de surpresa.',
      'Depois {do coisa}, cada um seguiu o seu caminho.',
      '{o negociante} não quer mais continuar e vai {acao}.',
      'A rescisão foi assinada na {dia}, sem briga.',
      'Quem quiser sair antes deve avisar {n} dias antes.',
      'A parceria acabou em {mes}, e {pessoa} resolveu {acao}.',
      '{pessoa} mandou um aviso: quero {acao}.',
    ],
  },
  {
    topic: 'foro',
    actions: actionBanks(
      'acompanhar, julgar: processo/m, causa/f, ação judicial/f/ações judiciais; ir à audiência; levar o processo ao tribunal; apresentar a causa ao juiz | discutir o recurso na vara cível; assinar a petição; chamar a testemunha | contestar, debater: litígio/m, disputa/f, conflito/m; apelar da sentença; resolver o conflito na justiça',
    ),
    things: nounBanks(
      'tribunal/m, juiz/m, comarca/f, processo/m, audiência/f, ação judicial/f/ações judiciais | recurso/m, petição/f, testemunha/f | litígio/m, disputa/f, sentença/f, magistrada/f, julgamento/m, conflito/m',
    ),
    sentences: [
      'O juiz de {cidade} marcou a audiência para {dia}, às {hora}.',
      '{o negociante} esperou {anos} pela decisão do tribunal.',
      'O processo {#nddd}/{#nd} foi para a comarca de {cidade}.',
      '{pessoa} procurou uma advogada para {acao}.',
      'O foro de {cidade} fica ao lado {do lugar}.',
      'A testemunha contou tudo diante do juiz.',
      'A sentença saiu em {mes} e deu razão {ao negociante}.',
      'Os vizinhos não se entenderam e foram {acao}.',
    ],
  },
  {
    topic: 'vigência',
    actions: actionBanks(
      'prorrogar, cumprir, encurtar: prazo/m, período/m, cronograma/m; começar em janeiro | antecipar, adiar: vencimento/m, início/m | estender, prolongar, ampliar: validade/f, temporada/f, trimestre/m, etapa/f; mudar a data final',
    ),
    things: nounBanks(
      'prazo/m, período/m, cronograma/m, duração/f, semestre/m | vencimento/m, início/m | validade/f, temporada/f, trimestre/m, calendário/m, data final/f/datas finais, renovação/f, etapa/f',
    ),
    sentences: [
      'O plano vale de {mes} a {mes}, sem intervalo.',
      'O prazo termina no dia {#n} de {mes}, ao meio-dia.',
      'Faltam {n} meses para o fim do período.',
      'O cartão tem vigência de {anos}.',
      '{o negociante} pediu mais {n} meses para terminar.',
      'O acordo começa em {mes} e dura {anos}.',
      'A validade acabou ontem, e {pessoa} nem percebeu.',
      '{pessoa} marcou no calendário o início e o fim da temporada.',
    ],
  },
  {
    topic: 'garantia',
    actions: actionBanks(
      'consertar, reparar: defeito/m, motor/m, aparelho/m, vazamento/m; trocar a peça quebrada | corrigir: falha/f, rachadura/f | arrumar, revisar, restaurar: máquina/f, equipamento/m, instalação/f; sanar a avaria',
    ),
    things: nounBanks(
      'conserto/m, defeito/m, reparo/m, peça quebrada/f/peças quebradas, motor/m, vazamento/m | falha/f, rachadura/f | avaria/f, manutenção/f, assistência técnica/f/assistências técnicas, revisão/f, mau funcionamento/m/maus funcionamentos, equipamento/m',
    ),
    sentences: [
      'A geladeira parou, mas ainda estava na garantia.',
      '{pessoa} levou {o eletro} para o conserto.',
      'O técnico achou o defeito em {minutos} minutos.',
      '{o eletro} tem garantia de {anos}.',
      '{o firma} mandou um técnico para {acao}.',
      '{o produto} veio com problema, e {o firma} resolveu sem cobrar.',
      'O mecânico abriu o motor e encontrou a avaria.',
      'Guarde a nota: sem ela não há conserto de graça.',
    ],
  },
];
