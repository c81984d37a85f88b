import type { ReactNode } from 'react';
import { Layout as RaLayout } from 'react-admin';
import { AppBar } from './AppBar.tsx';
import { Menu } from './Menu.tsx';
import { PageError } from './PageError.tsx';
import { Sidebar } from './Sidebar.tsx';
import { SignInAgain } from './SignInAgain.tsx';

/** Bar, menu (a drawer on phones) and page; over it, when the session has ended, the way back in. */
export const Layout = ({ children }: { children: ReactNode }) => (
  <>
    <RaLayout appBar={AppBar} appBarAlwaysOn menu={Menu} sidebar={Sidebar} error={PageError}>
      {children}
    </RaLayout>
    <SignInAgain />
  </>
);
