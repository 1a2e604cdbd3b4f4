import { z } from 'zod'

/** The sandbox delivers to this machine only. */
export const localUrl = z
  .url()
  .refine((value) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(value).hostname), {
    message: 'must be an address of this machine',
  })
