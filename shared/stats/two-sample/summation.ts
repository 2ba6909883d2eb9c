/**
 * Terms of a long sum that are added up before they join the whole: n terms then round like n/1,024 + 1,024 of them,
 * at the speed of a plain loop.
 *
 * Source: Higham (1993), The accuracy of floating point summation, on blocked summation.
 */
export const SUMMATION_BLOCK = 1024
