import type { ApolloServerPlugin } from '@apollo/server';
import type { Rates } from '../http/rates.ts';
import type { RequestContext } from './context.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Counts what a stranger's document took to parse and check against the address that it came from. */
export function checkingTime(rates: Rates, trusted: TrustedDocuments): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: { exchange } }) {
      let begun = 0;
      let letters = 0;
      const end = () => rates.checked(exchange.address, letters, performance.now() - begun);
      return {
        async parsingDidStart({ source, queryHash }) {
          if (trusted.has(queryHash)) return;
          begun = performance.now();
          letters = source.length;
          return async (error) => {
            if (error) await end(); // it goes no further
          };
        },
        async validationDidStart() {
          return begun ? end : undefined;
        },
      };
    },
  };
}
