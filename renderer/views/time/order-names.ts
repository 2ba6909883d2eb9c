/** Orders of the columns in the view over time. */
export const TIME_ORDERS = ['severity', 'onset', 'name'] as const
export type TimeOrder = (typeof TIME_ORDERS)[number]
