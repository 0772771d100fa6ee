/** An exam for paper: questions first, the key apart. The address holds it, so that it can be printed again the same. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type BankQuestion, LETTERS } from '../bank/bank.ts';
import { drawExam, freshSeed } from '../rules/draw.ts';
import { type Filter, readFilter, select, subjectsOf, writeFilter } from '../rules/filter.ts';
import { FilterFields } from './filter-fields.tsx';
import { Html } from './html.tsx';
import type { Study } from './session.ts';
import { Shell } from './shell.tsx';
import { replaceQuery } from './use-filter.ts';

const COUNTS = [5, 10, 15, 20, 30, 50] as const;
const MAX_SEED = 999_999;

export function PrintedExam() {
  return <Shell name="prova">{(study) => <Sheet study={study} />}</Shell>;
}

interface Wanted {
  filter: Filter;
  count: number;
  /** Which drawing: the same number gives the same exam. */
  version: number;
  comments: boolean;
}

function readWanted(subjects: readonly string[]): Wanted {
  const params = new URLSearchParams(location.search);
  const whole = (key: string, low: number, high: number, otherwise: number) => {
    const told = params.get(key) ?? '';
    const number = /^\d{1,6}$/.test(told) ? Number(told) : Number.NaN;
    return number >= low && number <= high ? number : otherwise;
  };
  return {
    filter: readFilter(params, subjects),
    count: whole('numero', 1, 100, 20),
    version: whole('versao', 0, MAX_SEED, freshSeed() % (MAX_SEED + 1)),
    comments: params.get('comentarios') === 'sim',
  };
}

function writeWanted({ filter, count, version, comments }: Wanted): void {
  const params = writeFilter(filter);
  params.set('numero', String(count));
  params.set('versao', String(version));
  if (comments) params.set('comentarios', 'sim');
  replaceQuery(params);
}

function Sheet({ study }: { study: Study }) {
  const subjects = useMemo(() => subjectsOf(study.bank.questions), [study]);
  const [wanted, setWanted] = useState(() => readWanted(subjects));
  const change = (part: Partial<Wanted>) => setWanted({ ...wanted, ...part });
  // From the start: who opens the address again, or sends it, gets the exam that is on view.
  useEffect(() => writeWanted(wanted), [wanted]);
  const found = select(study.bank.questions, wanted.filter, study.standing.value.history);
  const questions = drawExam(found, wanted.count, wanted.version);
  return (
    <>
      <form class="cartao so-na-tela" onSubmit={(event) => event.preventDefault()}>
        <h2>Monte a prova</h2>
        <div class="campos">
          <p>
            <label for="prova-numero">Número de questões</label>
            <select
              id="prova-numero"
              value={wanted.count}
              onChange={(event) => change({ count: Number(event.currentTarget.value) })}
            >
              {[...new Set([...COUNTS, wanted.count])]
                .sort((a, b) => a - b)
                .map((number) => (
                  <option key={number} value={number} selected={number === wanted.count}>
                    {number}
                  </option>
                ))}
            </select>
          </p>
        </div>
        <FilterFields filter={wanted.filter} subjects={subjects} onChange={(filter) => change({ filter })} />
        <label class="chave">
          <input
            type="checkbox"
            checked={wanted.comments}
            onChange={(event) => change({ comments: event.currentTarget.checked })}
          />
          <span>Comentários no gabarito</span>
        </label>
        <p role="status">
          {questions.length === 0
            ? 'Nenhuma questão com essas características.'
            : `Prova nº ${wanted.version}, com ${questions.length} ${questions.length === 1 ? 'questão' : 'questões'}.`}
        </p>
        <p class="acoes-estudo">
          <button type="button" class="botao cheio" disabled={questions.length === 0} onClick={() => print()}>
            Imprimir
          </button>
          <button
            type="button"
            class="botao"
            onClick={() => change({ version: freshSeed() % (MAX_SEED + 1) })}
          >
            Sortear outra
          </button>
        </p>
      </form>
      {questions.length > 0 && (
        <>
          <section class="prova" aria-labelledby="prova-titulo">
            <h2 id="prova-titulo">Prova nº {wanted.version}</h2>
            <p class="linha-nome">
              Nome: <span /> Data: <span />
            </p>
            {questions.map((question, index) => (
              <PaperQuestion key={question.id} question={question} number={index + 1} />
            ))}
          </section>
          <section class="gabarito" aria-labelledby="gabarito-titulo">
            <h2 id="gabarito-titulo">Gabarito da prova nº {wanted.version}</h2>
            <ol>
              {questions.map((question) => (
                <li key={question.id}>
                  <Key question={question} comments={wanted.comments} />
                </li>
              ))}
            </ol>
          </section>
        </>
      )}
    </>
  );
}

function PaperQuestion({ question, number }: { question: BankQuestion; number: number }) {
  return (
    <div class="questao-papel" data-questao={question.id}>
      <p>
        <b>{number}.</b> <Html as="span" html={question.statement} />
      </p>
      {question.kind === 'multipla' && (
        <ol class="alternativas-papel">
          {question.options.map((option) => (
            <li key={option.text}>
              <Html as="span" html={option.text} />
            </li>
          ))}
        </ol>
      )}
      {question.kind === 'certo-errado' && (
        <p>(&nbsp;&nbsp;&nbsp;) Certo &nbsp;&nbsp; (&nbsp;&nbsp;&nbsp;) Errado</p>
      )}
      {question.kind === 'numerica' && (
        <p class="linha-nome">
          Resposta: <span /> {question.unit}
        </p>
      )}
      {question.kind === 'aberta' && <div class="pauta" />}
    </div>
  );
}

const number = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 6 });

function Key({ question, comments }: { question: BankQuestion; comments: boolean }) {
  switch (question.kind) {
    case 'multipla': {
      const right = question.options.findIndex((option) => option.right);
      return (
        <>
          <b>{LETTERS[right]}</b>
          {comments &&
            question.options.map((option, index) => (
              <p key={option.text}>
                <b>{LETTERS[index]})</b> <Html as="span" html={option.comment} />
              </p>
            ))}
        </>
      );
    }
    case 'certo-errado':
      return (
        <>
          <b>{question.right}</b>
          {comments && <Html html={question.comment} />}
        </>
      );
    case 'numerica':
      return (
        <>
          <b>
            {number.format(question.value)} {question.unit}
          </b>
          {comments && <Html html={question.comment} />}
        </>
      );
    case 'aberta':
      return (
        <>
          <b>Uma boa resposta:</b>
          <ul>
            {question.rubric.map((point) => (
              <li key={point}>
                <Html as="span" html={point} />
              </li>
            ))}
          </ul>
          {comments && <Html html={question.model} />}
        </>
      );
  }
}
