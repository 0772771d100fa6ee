/** What pages and the service worker tell each other. */

/**
 * To the worker. `assumir`: the reader accepts the waiting version; `dar-vez`: the reader is doing something, let
 * downloads for later wait; `guardar-laboratorios`: a training begins.
 */
export type ToWorker = 'assumir' | 'dar-vez' | 'guardar-laboratorios';

/** To the pages. `sem-espaco`: this version cannot be kept. */
export type ToPage = 'sem-espaco';
