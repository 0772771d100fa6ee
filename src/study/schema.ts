/** The schema library, told never to compile code at run time: the site's content security policy forbids it. */
import * as z from 'zod/mini';

z.config({ jitless: true });

export { z };
