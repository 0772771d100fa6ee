/** The worker that owns onnxruntime. onnxruntime starts its own threads from its file, which may import this one. */
import { serve } from './serve.ts';

if (!self.name.startsWith('em-pthread')) serve(self);
