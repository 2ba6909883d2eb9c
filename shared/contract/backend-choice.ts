export const BACKEND_CHOICES = ['auto', 'cpu', 'webgpu'] as const
/** `auto`: where it is faster; `webgpu`: on any adapter that there is, a software one too. */
export type BackendChoice = (typeof BACKEND_CHOICES)[number]
