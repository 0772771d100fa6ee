/** The question bank for the study pages, fetched once and kept by the browser. */
import type { APIRoute } from 'astro';
import { buildBank } from '../../study/build-bank.ts';

export const GET: APIRoute = async () => Response.json(await buildBank());
