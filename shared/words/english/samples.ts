/** The samples that ship with the app, as their list tells of them. */
export const samples = {
  'sample.fraud.title': 'Payment fraud, four weeks that went wrong',
  'sample.fraud.story':
    'A scenario. From 10 March, 14:00 UTC, card payments grow larger and move to gift cards and gaming, and a broken upstream join writes −999 into the account age. A few more payments are made close to home. The model keeps answering as if nothing had happened.',
  'sample.steady.title': 'Payment fraud, four steady weeks',
  'sample.steady.story':
    'A scenario and the silent control: the same model and the same shop, and nothing changes. Whatever is reported here is a false alarm.',
} as const
